"""The made-up company is the same every time, and other programs score it alike."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from compiled_project import PROJECT

from leads import generate as generator
from leads.bench import LOCK, edited_seeds, export_whole, link_days, plain_dbt
from leads.bench_report import RIVALS, add_rates, fit_growth
from leads.bootstrap import ensure_environment, environment_folder, python_of
from leads.generate import Company, generate
from leads.measure import measure
from leads.problems import InputProblem

SMALL = Company(events=20_000, contacts=1000, days=6)
# Long enough for every step of the curves.
LONG = Company(events=40_000, contacts=2000, days=75)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*.parquet"))
    }


def count(folder: Path, what: str, table: str = "events") -> int:
    with duckdb.connect() as connection:
        files = str(folder / table / "*.parquet")
        return connection.read_parquet(files).aggregate(what).fetchone()[0]


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    generate(SMALL, folder)
    return folder


def test_the_same_numbers_give_the_same_files_on_any_number_of_cores(
    small, tmp_path, monkeypatch
):
    monkeypatch.setattr(generator.os, "cpu_count", lambda: 1)
    generate(SMALL, tmp_path)
    assert contents(tmp_path) == contents(small)


def test_another_seed_gives_other_rows(small, tmp_path):
    generate(Company(SMALL.events, SMALL.contacts, SMALL.days, seed=2), tmp_path)
    assert contents(tmp_path).keys() == contents(small).keys()
    day = "events/2025-01-03.parquet"
    assert contents(tmp_path)[day] != contents(small)[day]


def test_a_day_that_comes_later_changes_no_other_file(small, tmp_path):
    generate(SMALL, tmp_path, withhold=1)
    before = contents(tmp_path)
    assert len(before) == len(contents(small)) - 5
    assert not any("2025-01-06" in name for name in before)
    generate(SMALL, tmp_path)
    after = contents(tmp_path)
    assert after == contents(small)
    assert before.items() <= after.items()


def test_there_are_as_many_rows_as_were_asked_for(small):
    assert count(small, "count(*)") == SMALL.events
    assert count(small, "count(*)", "orders") == SMALL.events // 40
    assert count(small, "count(*)", "deals") == SMALL.contacts // 100
    assert count(small, "count(*)", "sales_touches") == SMALL.contacts // 50
    people = count(small, "count(distinct contact_id)", "contacts")
    nameless = count(small, "count(*) - count(contact_id)", "contacts")
    assert people + nameless == SMALL.contacts


def test_every_file_holds_the_rows_of_its_day_and_says_when_they_were_loaded(small):
    for path in (small / "events").glob("*.parquet"):
        with duckdb.connect() as connection:
            rows = connection.read_parquet(str(path))
            loaded = rows.project("cast(loaded_at as date) - 1").distinct().fetchall()
            late = rows.filter("cast(occurred_at as date) >= cast(loaded_at as date)")
            assert [str(day) for (day,) in loaded] == [path.stem]
            assert late.fetchall() == []


def test_the_dirt_has_the_shares_of_real_traffic(tmp_path):
    generate(Company(events=200_000, contacts=10_000, days=3), tmp_path)
    copies = count(tmp_path, "count(event_id) - count(distinct event_id)")
    strangers = count(tmp_path, "count(*) filter (contact_id >= 'c0010000')")
    late = count(
        tmp_path,
        "count(*) filter (cast(occurred_at as date) < cast(loaded_at as date) - 2)",
    )
    assert 100 < copies < 200
    assert 140 < strangers < 260
    assert 40 < late < 130
    assert 0 < count(tmp_path, "count(*) - count(event_id)") < 30
    assert count(tmp_path, "count(*) - count(occurred_at)") < 20


def test_few_are_busy_and_many_are_not(small):
    with duckdb.connect() as connection:
        rows = connection.read_parquet(str(small / "events" / "*.parquet"))
        counts = [
            n for (n,) in rows.aggregate("count(*) as n", "contact_id").fetchall()
        ]
    busiest = sorted(counts, reverse=True)[: len(counts) // 20]
    assert 0.2 < sum(busiest) / sum(counts) < 0.6


def test_a_folder_of_another_company_is_left_alone(small, tmp_path):
    with pytest.raises(InputProblem, match="another company"):
        generate(Company(10_000, 500, 6), small)
    (tmp_path / "thesis.doc").touch()
    with pytest.raises(InputProblem, match="other files"):
        generate(SMALL, tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, Path, dict]:
    """A raw folder, the database built of it, and the timings of the build."""
    folder = tmp_path_factory.mktemp("built")
    raw, database, timings = folder / "raw", folder / "leads.duckdb", folder / "t.json"
    generate(LONG, raw)
    command = [sys.executable, "scripts/leads.py", "build"]
    command += ["--raw", str(raw), "--db", str(database)]
    settings = {k: v for k, v in os.environ.items() if not k.startswith("LEADS_")}
    settings["LEADS_TIMINGS"] = str(timings)
    done = subprocess.run(
        command, cwd=PROJECT, env=settings, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return raw, database, json.loads(timings.read_text())


@pytest.fixture(scope="module")
def rivals() -> Path:
    environment = environment_folder(LOCK)
    ensure_environment(environment, LOCK)
    return python_of(environment)


def score(rivals: Path, name: str, raw: Path, scores: Path) -> None:
    """Have another program score a raw folder."""
    if name == "dbt":
        command = plain_dbt(scores.parent / "with_dbt", raw, scores)
    else:
        command = [rivals, f"bench/with_{name}.py", raw, scores]
    settings = dict(os.environ, LEADS_DB=str(scores.parent / "rival.duckdb"))
    done = subprocess.run(
        list(map(str, command)),
        cwd=PROJECT,
        env=settings,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def compare(*arguments: object) -> subprocess.CompletedProcess:
    command = [sys.executable, "bench/compare.py", *map(str, arguments)]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)


@pytest.mark.parametrize("name", RIVALS)
def test_another_program_scores_everybody_alike(built, rivals, tmp_path, name):
    raw, database, _ = built
    scores = tmp_path / "scores.parquet"
    score(rivals, name, raw, scores)
    compared = compare(database, scores)
    assert compared.returncode == 0, compared.stdout
    assert "no differing rows" in compared.stdout
    with duckdb.connect(str(database), read_only=True) as connection:
        published = connection.table("marts.lead_scores").count("*").fetchone()
    with duckdb.connect() as connection:
        assert connection.read_parquet(str(scores)).count("*").fetchone() == published


def test_one_model_may_be_scored_alone(built, rivals, tmp_path):
    raw, database, _ = built
    scores = tmp_path / "scores.parquet"
    command = [str(rivals), "bench/with_polars.py", str(raw), str(scores)]
    command += ["--model", "first_version"]
    subprocess.run(command, cwd=PROJECT, check=True)
    assert compare(database, scores).returncode == 0


@pytest.mark.parametrize(
    "change",
    ["* replace (total_points + 1 as total_points)", "* replace ('tepid' as label)"],
)
def test_a_score_that_differs_is_printed(built, tmp_path, change):
    _, database, _ = built
    scores = tmp_path / "scores.parquet"
    who = "c0000007"
    with duckdb.connect(str(database), read_only=True) as connection:
        published = connection.table("marts.lead_scores")
        changed = published.filter(f"contact_id = '{who}'").project(change)
        others = published.filter(f"contact_id <> '{who}'")
        others.union(changed).write_parquet(str(scores))
    done = compare(database, scores)
    assert done.returncode == 1
    assert "2 differing rows" in done.stdout
    assert done.stdout.count(who) == 2


def test_a_missing_score_is_a_difference(built, tmp_path):
    _, database, _ = built
    scores = tmp_path / "scores.parquet"
    with duckdb.connect(str(database), read_only=True) as connection:
        published = connection.table("marts.lead_scores")
        published.filter("contact_id <> 'c0000007'").write_parquet(str(scores))
    assert "1 differing rows" in compare(database, scores).stdout


def test_a_build_says_where_its_seconds_went(built):
    *_, timings = built
    seconds = Counter({each["node"]: each["seconds"] for each in timings["nodes"]})
    assert {"lead_scores", "score_ledger", "point_grid"} <= seconds.keys()
    assert timings["start_seconds"] > 0
    assert timings["publish_seconds"] > 0


def test_the_floor_counts_every_contact(small):
    command = [sys.executable, "bench/floor.py", str(small)]
    done = subprocess.run(
        command, cwd=PROJECT, capture_output=True, text=True, check=True
    )
    people = count(small, "count(distinct coalesce(contact_id, ''))")
    assert done.stdout == f"{people} contacts\n"


def test_the_last_day_is_put_beside_the_others(small, tmp_path):
    link_days(small, tmp_path, lambda name: name != "2025-01-06.parquet")
    assert not list(tmp_path.rglob("2025-01-06.parquet"))
    link_days(small, tmp_path, lambda name: name == "2025-01-06.parquet")
    assert contents(tmp_path) == contents(small)


def test_a_table_exported_whole_differs_in_some_rows(small, tmp_path):
    rows = {}
    for table in ("contacts", "deals"):
        shutil.copytree(small / table, tmp_path / "raw" / table)
        export_whole(tmp_path / "raw" / table, tmp_path)
        assert len(list((tmp_path / "raw" / table).iterdir())) == 1
        before, after = (
            f"select * from read_parquet('{folder / table}/*.parquet')"
            for folder in (small, tmp_path / "raw")
        )
        with duckdb.connect() as connection:
            rows[table] = connection.execute(
                f"select (select count(*) from ({after})),"
                f" (select count(*) from ({before})),"
                f" (select count(*) from ({after} except all {before}))"
            ).fetchone()
    for here, there, changed in rows.values():
        assert here == there
        assert changed < here / 10
    assert rows["contacts"][2] > 0


def test_one_cell_of_the_seeds_is_edited(tmp_path):
    where = {"scoring_model": "campaign"}
    folder = edited_seeds(
        tmp_path / "seeds", "scoring_models.csv", where, {"is_active": "no"}
    )
    text = (folder / "scoring_models.csv").read_text()
    assert [line.split(",")[4] for line in text.splitlines()] == [
        '"is_active"',
        '"yes"',
        '"no"',
    ]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc here")
def test_the_memory_of_children_counts_and_may_be_limited(tmp_path):
    hold = "import time; kept = b'x' * 200_000_000; time.sleep(0.4)"
    start = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    command = [sys.executable, "-c", start]
    free = measure(command, dict(os.environ), tmp_path / "log")
    assert free.peak_bytes > 200_000_000
    assert free.exit_code == 0
    held = measure(command, dict(os.environ), tmp_path / "log", most_bytes=100_000_000)
    assert held.is_out_of_memory
    assert held.exit_code != 0


def test_the_words_of_a_program_that_fails_are_kept(tmp_path):
    command = [sys.executable, "-c", "raise SystemExit('no such column')"]
    done = measure(command, dict(os.environ), tmp_path / "log")
    assert (done.exit_code, done.words) == (1, "no such column")


def test_growth_is_a_line_through_the_sizes():
    def size(events: int) -> dict:
        took = {"seconds": 20 + events / 1e6, "peak_bytes": 2 * events, "note": ""}
        return {"events": events, "steps": [{"step": "x", "rows": events, **took}]}

    sizes = [size(1_000_000), size(2_000_000), size(4_000_000)]
    for each in sizes:
        add_rates(each["steps"])
    (line,) = fit_growth(sizes)
    assert line["seconds"]["at_zero"] == pytest.approx(20)
    assert line["seconds"]["per_event"] == pytest.approx(1e-6)
    assert line["peak_bytes"]["per_event"] == pytest.approx(2)
    assert fit_growth(sizes[:1]) == []
