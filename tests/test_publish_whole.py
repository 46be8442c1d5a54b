"""Readers see the old results or the new ones, whatever happens to a build."""

import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest
from compiled_project import PROJECT
from raw_rows import COLUMNS

KILLS = 10
DEEDS = ["email_opened", "email_clicked", "quote_requested", "demo_requested"]
# One line per mart, each from a query of its own: half of an old file and half
# of a new one would not fit together.
QUESTIONS = [
    "select count(*), sum(total_points), min(as_of), max(as_of) from marts.lead_scores",
    """select sum(points) from marts.score_ledger
    where effective_on <= (select max(as_of) from marts.lead_scores)""",
    "select count(*), sum(hash(h)) from marts.score_history as h",
    "select count(*), sum(hash(l)) from marts.score_ledger as l",
    "select count(*), sum(hash(m)) from marts.mqls as m",
    "select count(*), sum(hash(r)) from marts.raw_row_audit as r",
    # Tells a build of the news from one of everything, whose results are the same.
    "select is_whole from run_state.runs order by run_number desc limit 1",
]
Answers = list[list[str]]
READER = """
import json, sys, time, duckdb
target, stop, kind, questions = sys.argv[1:]
open_file = lambda: duckdb.connect(target, read_only=True)
def is_stopped():
    try:
        open(stop).close()
        return True
    except FileNotFoundError:
        return False
connection = open_file()
while not is_stopped():
    answers = []
    for question in json.loads(questions):
        answers.append([str(v) for v in connection.execute(question).fetchone()])
        time.sleep(0.01)
    print(json.dumps(answers), flush=True)
    time.sleep(0.4)
    if kind != "kept open":
        connection.close()
        connection = open_file()
"""


def write_part(raw: Path, table: str, name: str, rows: list[dict]) -> None:
    path = raw / table / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS[table], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def events(prefix: str, month: int, count: int = 200) -> list[dict]:
    chance = random.Random(f"{prefix}{month}")
    return [
        {
            "event_id": f"{prefix}{n}",
            "contact_id": f"c{chance.randrange(42)}",
            "event_type": chance.choice(DEEDS),
            "occurred_at": f"2025-{month:02}-{chance.randint(1, 28):02} 10:00:00",
        }
        for n in range(count)
    ]


def command(raw: Path, target: Path, *more: str) -> dict:
    words = ["build", "--raw", str(raw), "--db", str(target), *more]
    settings = {k: v for k, v in os.environ.items() if not k.startswith("LEADS_")}
    return {
        "args": [sys.executable, "scripts/leads.py", *words],
        "cwd": PROJECT,
        "env": settings,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
        "text": True,
    }


def build(raw: Path, target: Path, *more: str) -> str:
    done = subprocess.run(**command(raw, target, *more))
    assert done.returncode == 0, done.stdout
    return done.stdout


def answers(target: Path) -> Answers:
    with duckdb.connect(str(target), read_only=True) as con:
        rows = [con.execute(question).fetchone() for question in QUESTIONS]
    return [[str(value) for value in row] for row in rows]


@contextmanager
def reader(target: Path, kind: str, seen: list[Answers]) -> Iterator[None]:
    """Let a process read the file all the while; then it must have gone well."""
    stop, told = target.with_name(f"{kind}.stop"), target.with_name(f"{kind}.told")
    script = [sys.executable, "-c", READER, target, stop, kind, json.dumps(QUESTIONS)]
    with (
        told.open("w") as out,
        subprocess.Popen(
            script, stdout=out, stderr=subprocess.PIPE, text=True
        ) as process,
    ):
        try:
            yield
            time.sleep(1)
        finally:
            stop.touch()
            errors = process.communicate()[1]
    assert (errors, process.returncode) == ("", 0)
    seen += [json.loads(line) for line in told.read_text().splitlines()]


@dataclass
class Story:
    """What happened to a published file while two processes read it."""

    target: Path
    old: Answers = field(default_factory=list)
    after_kills: list[Answers] = field(default_factory=list)
    killed_pids: list[int] = field(default_factory=list)
    of_news: Answers = field(default_factory=list)
    of_everything: Answers = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    seen_by_one: list[Answers] = field(default_factory=list)
    seen_by_the_other: list[Answers] = field(default_factory=list)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """Ten builds of the news are killed, one ends, then one reads everything."""
    folder = tmp_path_factory.mktemp("story")
    raw, target = folder / "raw", folder / "leads.duckdb"
    contacts = [
        {"contact_id": f"c{n}", "created_at": "2025-01-01", "audience": "b2b"}
        for n in range(40)
    ]
    write_part(raw, "contacts", "first", contacts)
    write_part(raw, "events", "first", events("first", 2))
    build(raw, target)

    story = Story(target, old=answers(target))
    write_part(raw, "events", "second", events("second", 3) + events("first", 3, 50))
    # How long it takes to read the news, so that kills come at any moment of it.
    timed = folder / "timed.duckdb"
    shutil.copy(target, timed)
    started = time.monotonic()
    build(raw, timed)
    seconds = time.monotonic() - started
    chance = random.Random(7)
    with (
        reader(target, "kept open", story.seen_by_one),
        reader(target, "opened again", story.seen_by_the_other),
    ):
        for n in range(KILLS):
            with subprocess.Popen(**command(raw, target)) as killed:
                time.sleep(seconds * (n + chance.random()) / KILLS * 0.8)
                killed.kill()
            assert killed.returncode == -signal.SIGKILL
            story.killed_pids.append(killed.pid)
            story.after_kills.append(answers(target))
        story.told.append(build(raw, target))
        story.of_news = answers(target)
        story.told.append(build(raw, target, "--everything"))
        story.of_everything = answers(target)
    before = target.stat()
    story.told.append(build(raw, target))
    after = target.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    return story


def test_each_build_did_what_its_inputs_asked_for(story):
    first_words = ["what is new: 0 edited rules, 1 raw files.", "Reading everything"]
    # After a kill the inputs are new still; the last build leaves the file alone.
    for words, told in zip([*first_words, "Nothing is new"], story.told, strict=True):
        assert words in told


def test_a_build_killed_at_any_moment_leaves_the_old_results_whole(story):
    assert story.after_kills == [story.old] * KILLS


def test_after_kills_a_build_of_the_news_ends_as_one_of_everything(story):
    *news, of_news_is_whole = story.of_news
    *everything, of_everything_is_whole = story.of_everything
    assert news == everything
    assert (of_news_is_whole, of_everything_is_whole) == (["False"], ["True"])
    assert news != story.old[:-1]


def test_no_folder_or_log_of_a_killed_build_stays(story):
    folders = [story.target.parent, PROJECT / "target"]
    left = [path.name for folder in folders for path in folder.glob("*.building")]
    left += [path.name for path in story.target.parent.glob(".*.building")]
    ours = tuple(f".{pid}.building" for pid in story.killed_pids)
    assert not [name for name in left if name.endswith(ours)]
    assert not list(story.target.parent.glob("*.wal"))


def test_readers_see_the_old_results_or_the_new_and_nothing_between(story):
    states = [story.old, story.of_news, story.of_everything]
    for scores, ledger, *_ in states:
        assert scores[1] == ledger[0]
    numbers = [states.index(answer) for answer in story.seen_by_the_other]
    assert numbers == sorted(numbers)
    assert set(numbers) == {0, 1, 2}


def test_a_reader_that_keeps_the_file_open_goes_on_seeing_what_it_opened(story):
    assert {str(answer) for answer in story.seen_by_one} == {str(story.old)}
