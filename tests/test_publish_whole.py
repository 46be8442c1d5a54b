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
]
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
    time.sleep(0.1)
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


def answers(target: Path) -> list[list[str]]:
    with duckdb.connect(str(target), read_only=True) as con:
        rows = [con.execute(question).fetchone() for question in QUESTIONS]
    return [[str(value) for value in row] for row in rows]


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A raw folder of parts and what a build made of it."""
    folder = tmp_path_factory.mktemp("base")
    contacts = [
        {"contact_id": f"c{n}", "created_at": "2025-01-01", "audience": "b2b"}
        for n in range(40)
    ]
    write_part(folder / "raw", "contacts", "first", contacts)
    write_part(folder / "raw", "events", "first", events("first", 2))
    build(folder / "raw", folder / "leads.duckdb")
    return folder


@pytest.fixture
def company(base, tmp_path):
    """The same for one test, which may add parts."""
    before = set(base.rglob("*.csv"))
    shutil.copy(base / "leads.duckdb", tmp_path / "leads.duckdb")
    yield base / "raw", tmp_path / "leads.duckdb"
    for path in set(base.rglob("*.csv")) - before:
        path.unlink()


def test_when_nothing_is_new_the_file_is_not_touched(company):
    raw, target = company
    before = target.stat()
    assert "Nothing is new" in build(raw, target)
    after = target.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@contextmanager
def reader(target: Path, kind: str, seen: list[list[list[str]]]) -> Iterator[None]:
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


def test_readers_never_fail_and_see_the_old_results_or_the_new(company):
    raw, target = company
    seen_by_one, seen_by_the_other = [], []
    states = [answers(target)]
    with (
        reader(target, "kept open", seen_by_one),
        reader(target, "opened again", seen_by_the_other),
    ):
        write_part(raw, "events", "second", events("second", 3))
        assert "Reading only what is new" in build(raw, target)
        states.append(answers(target))
        write_part(raw, "events", "third", events("third", 4))
        assert "Reading everything" in build(raw, target, "--everything")
        states.append(answers(target))
    for scores, ledger, *_ in states:
        assert scores[1] == ledger[0]
    assert {str(answer) for answer in seen_by_one} == {str(states[0])}
    numbers = [states.index(answer) for answer in seen_by_the_other]
    assert numbers == sorted(numbers)
    assert set(numbers) == {0, 1, 2}


def test_a_build_killed_at_any_moment_leaves_the_old_results_whole(company, tmp_path):
    raw, target = company
    old = answers(target)
    write_part(raw, "events", "second", events("second", 3) + events("first", 3, 50))
    whole = tmp_path / "whole.duckdb"
    started = time.monotonic()
    build(raw, whole)
    # A build of the news takes no longer, most of it for what any build does.
    seconds = time.monotonic() - started

    chance = random.Random(7)
    pids = []
    for n in range(KILLS):
        with subprocess.Popen(**command(raw, target)) as killed:
            time.sleep(seconds * (n + chance.random()) / KILLS * 0.9)
            killed.kill()
        assert killed.returncode == -signal.SIGKILL
        assert answers(target) == old
        pids.append(killed.pid)

    assert "Reading only what is new" in build(raw, target)
    assert answers(target) == answers(whole)
    assert answers(target) != old
    left = [*target.parent.glob(".*.building"), *PROJECT.glob("target/*.building")]
    assert not [path for path in left if path.name.split(".")[-2] in map(str, pids)]
    assert not list(target.parent.glob("*.wal"))
