"""Every score can be traced to the rules that made it."""

import csv
from datetime import datetime
from pathlib import Path

from compiled_project import ALL_RESULTS, PROJECT, Database, name_of
from raw_rows import COLUMNS, read_seeds, write_raw

SAMPLE = PROJECT / "data" / "sample"
SEEDS = read_seeds(PROJECT / "seeds")
RUN_AT = datetime(2026, 11, 20)


def prints(project, seeds: dict[str, list[dict]]) -> list[dict]:
    return project.build({}, seeds, None, RUN_AT, ("int_rules_prints",))[
        "int_rules_prints"
    ]


def hashes(project, seeds: dict[str, list[dict]]) -> dict[tuple[str, str], str]:
    """The hash of each seed, and of the rules of each model."""
    return {
        (row["kind"], row["name"]): row["print"]
        for row in prints(project, seeds)
        if row["kind"] in ("seed", "rules")
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
        ("seed", "point_grid"),
        ("rules", "first_version"),
    }


def test_an_edit_of_shared_rules_changes_the_version_of_all_models(project):
    after = edited("decay_curves", 0, remaining="0.4")
    assert changed(hashes(project, SEEDS), hashes(project, after)) == {
        ("seed", "decay_curves"),
        ("rules", "first_version"),
        ("rules", "campaign"),
    }


def test_an_edit_that_only_reports_read_changes_no_version_of_the_rules(project):
    after = edited("service_levels", 0, leads_per_month="3")
    assert changed(hashes(project, SEEDS), hashes(project, after)) == {
        ("seed", "service_levels")
    }


def test_the_order_of_rows_counts_within_a_model_only(project):
    before = hashes(project, SEEDS)
    models = sorted(SEEDS["labels"], key=lambda row: row["scoring_model"])
    assert models != SEEDS["labels"]
    assert hashes(project, {**SEEDS, "labels": models}) == before
    backwards = {**SEEDS, "exclusions": SEEDS["exclusions"][::-1]}
    assert ("seed", "exclusions") in changed(before, hashes(project, backwards))


def test_every_seed_is_part_of_the_version_and_reports_move_no_score(project):
    found = prints(project, SEEDS)
    assert {row["name"] for row in found if row["kind"] == "seed"} == {
        file.stem for file in (PROJECT / "seeds").glob("*.csv")
    }
    assert {row["name"] for row in found if row["kind"] == "reports"} == {
        "outcomes",
        "proof_levels",
        "readiness_levels",
        "service_levels",
        "working_hours",
    }


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
    for model in database.project.whole.values():
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
        database = Database(project, project.raw, None, RUN_AT, ALL_RESULTS)
        database.kept = None
        # Two threads finish in any order; the tables must not show it.
        database.con.execute("set threads = 2")
        database.run(SEEDS)
        made.append(as_files(database, tmp_path / str(number)))
    assert made[0].keys() == set(ALL_RESULTS)
    assert sum(map(len, made[0].values())) > 1_000_000
    assert made[0] == made[1]
