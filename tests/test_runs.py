"""Every score can be traced to the rules that made it."""

import csv
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from compiled_project import ALL_RESULTS, PROJECT, Database, name_of
from raw_rows import COLUMNS, read_seeds, write_raw
from test_wrapper_publish import make_database

from leads import build
from leads.inputs import SEEDS_OF_REPORTS
from leads.run_record import Run, put_run_on_record

SAMPLE = PROJECT / "data" / "sample"
SEEDS = read_seeds(PROJECT / "seeds")
RUN_AT = datetime(2026, 11, 20)
HASHES = ("int_seed_hashes", "int_rules_hashes")


def hashes(project, seeds: dict[str, list[dict]]) -> dict[tuple[str, str], str]:
    """The hash of each seed and model, and of the rules of each model."""
    found = project.build({}, seeds, None, RUN_AT, HASHES)
    seed_rows, model_rows = (found[name] for name in HASHES)
    return {
        **{(row["seed"], row["scoring_model"]): row["seed_hash"] for row in seed_rows},
        **{("rules", row["scoring_model"]): row["rules_hash"] for row in model_rows},
    }


def edited(seed: str, place: int, **cells: str) -> dict[str, list[dict]]:
    rows = [dict(row) for row in SEEDS[seed]]
    rows[place].update(cells)
    return {**SEEDS, seed: rows}


def changed(before: dict, after: dict) -> set[tuple[str, str]]:
    return {key for key in before.keys() | after if before.get(key) != after.get(key)}


def test_the_same_rules_have_the_same_hash(project):
    assert hashes(project, SEEDS) == hashes(project, SEEDS)


def test_an_edited_cell_changes_the_version_of_its_model_and_of_no_other(project):
    before, after = hashes(project, SEEDS), edited("point_grid", 0, from_1="600")
    assert SEEDS["point_grid"][0]["scoring_model"] == "first_version"
    assert changed(before, hashes(project, after)) == {
        ("point_grid", "first_version"),
        ("rules", "first_version"),
    }


def test_an_edit_of_shared_rules_changes_the_version_of_all_models(project):
    after = edited("decay_curves", 0, remaining="0.4")
    assert changed(hashes(project, SEEDS), hashes(project, after)) == {
        ("decay_curves", ""),
        ("rules", "first_version"),
        ("rules", "campaign"),
    }


def test_an_edit_that_only_reports_read_changes_no_version_of_the_rules(project):
    after = edited("service_levels", 0, leads_per_month="3")
    assert changed(hashes(project, SEEDS), hashes(project, after)) == {
        ("service_levels", "")
    }


def test_the_order_of_rows_counts_within_a_model_only(project):
    before = hashes(project, SEEDS)
    models = sorted(SEEDS["labels"], key=lambda row: row["scoring_model"])
    assert models != SEEDS["labels"]
    assert hashes(project, {**SEEDS, "labels": models}) == before
    backwards = {**SEEDS, "exclusions": SEEDS["exclusions"][::-1]}
    assert ("exclusions", "") in changed(before, hashes(project, backwards))


def test_every_seed_is_part_of_the_version_and_reports_move_no_score(project):
    found = project.build({}, SEEDS, None, RUN_AT, HASHES)["int_seed_hashes"]
    assert {row["seed"] for row in found} == {
        file.stem for file in (PROJECT / "seeds").glob("*.csv")
    }
    assert {f"{row['seed']}.csv" for row in found if not row["is_rule"]} == set(
        SEEDS_OF_REPORTS
    )


def sample_rows(table: str) -> list[dict]:
    """Some rows of the sample, in the columns that tests know."""
    rows: list[dict] = []
    for file in sorted(SAMPLE.glob(f"{table}.csv")) + sorted(
        SAMPLE.glob(f"{table}/*.csv")
    ):
        with file.open(encoding="utf-8", newline="") as opened:
            rows += csv.DictReader(opened)
    return [
        {name: row.get(name) or None for name in COLUMNS[table]} for row in rows[-5000:]
    ]


def as_files(database: Database, folder: Path) -> dict[str, bytes]:
    """Each public table as the bytes of a CSV, in one order."""
    folder.mkdir()
    files = {}
    for model in database.project.nodes.values():
        if model["name"] in ALL_RESULTS:
            file = folder / f"{model['name']}.csv"
            rows = database.con.query(f"from {name_of(model)}").order("all")
            rows.write_csv(str(file))
            files[model["name"]] = file.read_bytes()
    return files


def test_the_same_inputs_give_byte_equal_tables(project, tmp_path):
    raw = {table: sample_rows(table) for table in COLUMNS}
    write_raw(raw, project.raw)
    made = []
    for number in (1, 2):
        database = Database(project, project.raw_views, None, RUN_AT, ALL_RESULTS)
        # Two threads finish in any order; the tables must not show it.
        database.con.execute("set threads = 2")
        database.read_everything(SEEDS)
        made.append(as_files(database, tmp_path / str(number)))
    assert made[0].keys() == set(ALL_RESULTS)
    assert sum(map(len, made[0].values())) > 1_000_000
    assert made[0] == made[1]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    make_database(tmp_path / "leads.duckdb")
    return tmp_path / "leads.duckdb"


def records(database: Path) -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(
            "select run_number, as_of, work, code_version, raw_rows, rows_out"
            " from runs.finished_runs order by run_number"
        ).fetchall()


def test_a_run_leaves_its_version_and_counts(target):
    none = target.with_name("none.duckdb")
    put_run_on_record(target, none, Run("c0de"), "Reading everything: first.")
    (record,) = records(target)
    assert record[0] == 1
    assert str(record[1]) == "2025-06-30"
    assert record[2:] == ("Reading everything: first.", "c0de", 7, 6)
    with duckdb.connect(str(target), read_only=True) as connection:
        parts = connection.execute(
            "select kind, name, row_count from runs.finished_run_parts"
        ).fetchall()
    assert ("seed", "labels", 5) in parts
    assert ("scoring_model", "grid", None) in parts
    assert ("raw_table", "events", 7) in parts
    assert ("public_table", "lead_scores", 1) in parts


def test_a_build_that_starts_anew_takes_the_earlier_runs_along(target, tmp_path):
    put_run_on_record(target, tmp_path / "none.duckdb", Run("old"), "first")
    make_database(tmp_path / "new.duckdb")
    put_run_on_record(tmp_path / "new.duckdb", target, Run("new"), "second")
    assert [row[:1] + row[2:4] for row in records(tmp_path / "new.duckdb")] == [
        (1, "first", "old"),
        (2, "second", "new"),
    ]


def test_a_build_that_adds_to_a_file_counts_on(target):
    none = target.with_name("none.duckdb")
    for number in (1, 2, 3):
        put_run_on_record(target, none, Run("same"), f"run {number}")
    assert [row[0] for row in records(target)] == [1, 2, 3]


def test_a_file_of_an_older_version_has_no_runs_to_take_along(target, tmp_path):
    make_database(tmp_path / "older.duckdb", "create schema marts")
    put_run_on_record(target, tmp_path / "older.duckdb", Run("new"), "first")
    assert [row[0] for row in records(target)] == [1]


def test_a_build_judges_the_days_that_the_seeds_say(target, monkeypatch, tmp_path):
    told = {}

    def fake_build(project, seeds, database, settings, console):
        told.update(settings)
        make_database(database)

    monkeypatch.setattr(build, "run_dbt_build", fake_build)
    settings = {"LEADS_RAW": str(tmp_path), "LEADS_AS_OF": ""}
    seeds = PROJECT / "seeds"
    build.publish_scores(PROJECT, target, settings, seeds, True, build.Console())
    # What is told stands before what the caller's environment says.
    for name in ("FROM", "TO", "EVERY", "HORIZON"):
        assert told[f"LEADS_BACKTEST_{name}"] == ""


def test_the_build_command_records_its_run(target, monkeypatch, tmp_path):
    def fake_build(project, seeds, database, settings, console):
        make_database(database)

    monkeypatch.setattr(build, "run_dbt_build", fake_build)
    settings = {"LEADS_RAW": str(tmp_path), "LEADS_AS_OF": ""}
    seeds = PROJECT / "seeds"
    for _ in range(2):
        build.publish_scores(PROJECT, target, settings, seeds, True, build.Console())
    (first, second) = records(target)
    assert (first[0], second[0]) == (1, 2)
    assert first[2] == "Reading everything: as asked for."
