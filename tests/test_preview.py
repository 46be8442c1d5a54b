"""A preview shows what a build with the edited seeds would make."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from compiled_project import PROJECT

from leads.build import publish_scores
from leads.dbt_run import run_dbt_build
from leads.inputs import code_print
from leads.preview.edits import Edit, edits_between, edits_of, read
from leads.preview.previewing import preview_of, settings_of
from leads.preview.reach import Reach, reach_of
from leads.preview.rescoring import WANTED, list_rescored_leads, rescore
from leads.preview.revision import seeds_of_revision
from leads.problems import InputProblem
from leads.scratch import scratch_copy
from leads.screen import make_console
from leads.seed_folder import assemble_seeds

# dbt leaves its log open.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file:ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)
SEEDS = PROJECT / "seeds"
Rows = list[dict[str, str]]
Change = Callable[[Rows], Rows]


# --- which cells differ -------------------------------------------------------


def row_of(seed: str, **cells: str) -> dict[str, str]:
    """The first row of a seed that has these cells."""
    return next(
        row for row in read(SEEDS / f"{seed}.csv") if row.items() >= cells.items()
    )


def differing(seed: str, change: Change) -> list[Edit]:
    """The edits that a change of the seed as shipped would be."""
    before = read(SEEDS / f"{seed}.csv")
    return edits_of(seed, before, change([dict(row) for row in before]))


def set_cell(place: int, column: str, value: str) -> Change:
    def change(rows: Rows) -> Rows:
        rows[place][column] = value
        return rows

    return change


def test_an_edited_cell_is_named_with_its_row_and_both_values():
    (edit,) = differing("point_grid", set_cell(8, "from_1", "8"))
    assert (edit.name, edit.column) == ("campaign, pricing_page_visit", "from_1")
    assert (edit.before, edit.after) == ("5", "8")


def test_rows_that_come_and_go_are_told_whole():
    (gone,) = differing("point_grid", lambda rows: rows[1:])
    assert gone.is_whole_row
    assert gone.after is None
    assert gone.before.startswith("scoring_model first_version, behaviour main_page")
    (new,) = differing("offices", lambda rows: [*rows, {**rows[0], "office": "Nice"}])
    assert (new.before, new.name) == (None, "Nice")


def test_the_order_of_rows_is_an_edit_only_where_the_first_that_fits_decides():
    (edit,) = differing("exclusions", lambda rows: rows[::-1])
    assert edit.before.startswith("own_staff, competitor")
    assert edit.after.startswith("opted_out, existing_customer")
    assert differing("point_grid", lambda rows: rows[::-1]) == []


def test_an_order_is_told_beside_other_edits_and_a_row_more_is_no_order():
    def with_words(rows: Rows) -> Rows:
        return [{**rows[1], "why": "other words"}, rows[0], *rows[2:]]

    assert [edit.column for edit in differing("exclusions", with_words)] == ["why", ""]
    (gone,) = differing("exclusions", lambda rows: rows[1:])
    assert gone.after is None


def test_a_blank_counts_in_a_pattern_and_nowhere_else():
    pattern = row_of("exclusions")["pattern"] + " "
    assert differing("exclusions", set_cell(0, "pattern", pattern))
    assert read(SEEDS / "exclusions.csv")[0]["reason"] == "own_staff"
    assert read(SEEDS / "labels.csv")[0]["label"] == "hot"


def test_a_new_tier_is_an_edit_of_the_rows_that_fill_it():
    def with_third(rows: Rows) -> Rows:
        return [
            {**row, "from_3": "7" if row["behaviour"] == "chatbot_use" else ""}
            for row in rows
        ]

    (edit,) = differing("point_grid", with_third)
    assert (edit.name, edit.column, edit.after) == (
        "campaign, chatbot_use",
        "from_3",
        "7",
    )


def test_every_seed_has_rows_with_names():
    for file in SEEDS.glob("*.csv"):
        rows = read(file)
        assert edits_of(file.stem, [], rows), file.name
        assert edits_of(file.stem, rows, rows) == []


# --- how far they reach -------------------------------------------------------


def reach(seed: str, column: str, **cells: str) -> Reach:
    edit = Edit(seed, row_of(seed, **cells), column, "1", "2")
    return reach_of([edit], [SEEDS, SEEDS])


def test_the_words_of_why_move_nobody():
    found = reach("point_grid", "why", behaviour="chatbot_use")
    assert found.compared_models == []
    assert not found.everything
    assert (found.edited_seeds, found.seeds) == ({"point_grid"}, set())


def test_a_price_reaches_its_rule_alone():
    found = reach("point_grid", "from_1", behaviour="chatbot_use")
    assert found.rules == {("campaign", "behaviour", "chatbot_use")}
    assert found.models == set()


def test_the_price_of_a_step_of_the_journey_reaches_its_whole_model():
    found = reach("point_grid", "from_1", behaviour="email_open")
    assert found.models == {"campaign"}


def test_a_curve_reaches_the_rules_that_fade_along_it():
    found = reach("decay_curves", "remaining", decay_curve="brisk")
    assert ("campaign", "behaviour", "chatbot_use") in found.rules
    assert ("campaign", "behaviour", "contact_form") not in found.rules
    assert found.repriced_components == {"behaviour"}


def test_a_label_reaches_its_model_and_prices_nothing_anew():
    found = reach("labels", "at_least", scoring_model="campaign", component="fit")
    assert found.changed_models == ["campaign"]
    assert found.repriced_components == set()


@pytest.mark.parametrize("seed", ["behaviours", "exclusions", "scoring_models"])
def test_what_decides_which_facts_count_reaches_everything(seed):
    first = read(SEEDS / f"{seed}.csv")[0]
    assert reach(seed, next(iter(first)), **first).everything


def test_a_promise_to_sales_moves_no_score():
    found = reach("service_levels", "leads_per_month", audience="b2b")
    assert not found.everything
    assert found.changed_models == []


def test_a_segment_moves_no_score_and_an_outcome_only_the_proof():
    assert reach("rfm_segments", "r_from").changed_models == []
    assert not reach("rfm_segments", "r_from").everything
    found = reach("outcomes", "horizon_days", scoring_model="campaign")
    assert (found.changed_models, found.compared_models) == ([], ["campaign"])


# --- a build with the edited seeds would make the same -------------------------


def edited_folder(into: Path, **changes: Change) -> Path:
    into.mkdir()
    for file in SEEDS.glob("*.csv"):
        rows = read(file)
        if file.stem in changes:
            rows = changes[file.stem](rows)
        with (into / file.name).open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    return into


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A published file of some of the sample, last built from news alone."""
    home = tmp_path_factory.mktemp("preview")
    shutil.copytree(PROJECT / "data" / "sample", home / "raw")
    late = sorted((home / "raw" / "events").iterdir())[-1]
    late.rename(home / late.name)
    build(home / "leads.duckdb", home / "raw", SEEDS)
    (home / late.name).rename(late)
    build(home / "leads.duckdb", home / "raw", SEEDS)
    return home


def build(database: Path, raw: Path, seeds: Path) -> None:
    settings = {"LEADS_RAW": str(raw), "LEADS_AS_OF": ""}
    publish_scores(PROJECT, database, settings, seeds, False, make_console())


def rows_of(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple]:
    """Rows with the names of contacts: two builds may number them otherwise."""
    rows = connection.query(f"from {table}")
    if "why" in rows.columns:  # the words of a rule are no part of a preview
        rows = rows.project("* exclude (why)")
    if "contact_key" in rows.columns:
        keys = connection.query("from staging.stg_contact_keys")
        names = keys.select("contact_key", "contact_id")
        rows = rows.join(names, "contact_key").project("* exclude (contact_key)")
    return rows.order("all").fetchall()


def tables_of(database: Path) -> dict[str, list[tuple]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return {
            name: rows_of(connection, f"{schema}.{name}")
            for schema, name in connection.execute(
                """
                select table_schema, table_name from information_schema.tables
                where list_contains(?, table_name)
                """,
                [list(WANTED)],
            ).fetchall()
        }


def where(columns: str, value: str, **cells: str) -> Change:
    """Write a value into some columns of the first row with these cells."""

    def change(rows: Rows) -> Rows:
        row = next(row for row in rows if row.items() >= cells.items())
        row.update(dict.fromkeys(columns.split(), value))
        return rows

    return change


EDITS = {
    "a price": {"point_grid": where("from_1 max", "8", behaviour="pricing_page_visit")},
    "a label and a promise": {
        "labels": where("at_least", "14", label="warm", alternative="2"),
        "service_levels": where("leads_per_month", "3", label="warm"),
    },
    "an attribute and a curve": {
        "fit_points": where("points", "9", equals="technology"),
        "decay_curves": where("remaining", "0.9", decay_curve="brisk"),
    },
    "nobody's score": {
        "point_grid": where("why", "Ours: other words", behaviour="contact_form"),
        "service_levels": where("leads_per_month", "3", label="warm"),
        "decay_curves": lambda rows: [
            *rows,
            {
                "decay_curve": "unused",
                "age_days": "10",
                "remaining": "0",
                "why": "Ours: of no behaviour yet",
            },
        ],
    },
    "all of two models": {
        "point_grid": lambda rows: [
            row for row in rows if row["behaviour"] != "white_paper_download"
        ],
        "rfm_bands": where("points", "27", measure="frequency", level="medium"),
        "score_components": where("weight", "0.5", component="behaviour"),
        "journey_steps": lambda rows: rows[1:],
    },
    "facts": {
        "behaviours": where("pattern", "/preise%", behaviour="pricing_page_visit"),
        "exclusions": lambda rows: rows[:-1],
        "offices": where("radius_km", "400", office="Lyon"),
    },
}


@pytest.mark.parametrize("name", EDITS)
def test_the_copy_ends_as_a_build_with_the_edited_seeds(home, tmp_path, name):
    seeds = edited_folder(tmp_path / "seeds", **EDITS[name])
    database = home / "leads.duckdb"
    assemble_seeds(SEEDS, SEEDS, tmp_path / "before")
    assemble_seeds(seeds, SEEDS, tmp_path / "after")
    with scratch_copy(database, tmp_path) as copy:
        edits = edits_between(tmp_path / "before", tmp_path / "after")
        found = reach_of(edits, [tmp_path / "before", tmp_path / "after"])
        settings = {"LEADS_AS_OF": ""}
        rescore(copy, PROJECT, settings, found, seeds, make_console())
        previewed = tables_of(copy)
    (tmp_path / "built").mkdir()
    database = tmp_path / "built" / "leads.duckdb"
    raw = {"LEADS_RAW": str(home / "raw"), "LEADS_AS_OF": ""}
    wanted = [f"+{name}" for name in WANTED]
    run_dbt_build(PROJECT, tmp_path / "after", database, raw, make_console(), wanted)
    built = tables_of(database)
    assert built != tables_of(home / "leads.duckdb")
    assert len(built) == len(WANTED)
    for table in built:
        rows = built[table]
        if table.startswith("rpt_backtest") and not found.everything:
            # Other models were judged before and are not judged again.
            rows = [row for row in rows if row[0] in found.compared_models]
        assert previewed[table] == rows, table


def test_nothing_in_force_is_touched_and_both_sides_are_compared(home, tmp_path):
    database = home / "leads.duckdb"
    before = database.read_bytes()
    names = sorted(path.name for path in home.iterdir())
    seeds = edited_folder(tmp_path / "seeds", **EDITS["a price"])
    preview = preview_of(PROJECT, database, seeds, make_console())
    assert database.read_bytes() == before
    assert sorted(path.name for path in home.iterdir()) == names
    (counts,) = preview.answers["mql_counts"]
    changes = preview.answers["mql_changes"]
    enters = [row for row in changes if row["change"] == "enters"]
    assert enters
    assert counts["mqls_after"] - counts["mqls_before"] == 2 * len(enters) - len(
        changes
    )
    explained = {row["contact_id"] for row in preview.answers["ledger_changes"]}
    assert explained == {row["contact_id"] for row in changes}
    for side in ("before", "after"):
        total = sum(
            row[f"contacts_{side}"] for row in preview.answers["score_distribution"]
        )
        assert total == sum(row["contacts"] for row in preview.answers["label_moves"])


def test_an_edit_that_reaches_some_leads_leaves_the_others_alone(home, tmp_path):
    with scratch_copy(home / "leads.duckdb", tmp_path) as copy:
        rules = {("campaign", "behaviour", "referral")}
        list_rescored_leads(copy, Reach(rules=rules))
        with duckdb.connect(str(copy), read_only=True) as connection:
            listed, everybody = connection.execute(
                """
                select
                    (select count(*) from runs.rescored_leads),
                    (select count(*) from intermediate.int_scored_contacts)
                """
            ).fetchone()
    assert 0 < listed < everybody / 2


def test_the_same_seeds_change_nothing(home):
    assert preview_of(PROJECT, home / "leads.duckdb", SEEDS, make_console()) is None


@pytest.mark.parametrize(
    ("seed", "column", "cells", "said"),
    [
        (
            "point_grid",
            "from_1",
            {"behaviour": "pricing_page_visit"},
            r"point_grid\.csv, row 10.*'wrong' is not a",
        ),
        # Nothing that is compared reads them, and a build would refuse them.
        ("rfm_segments", "r_from", {}, r"rfm_segments\.csv, row 2.*'wrong'"),
        ("readiness_levels", "at_least", {}, r"readiness_levels\.csv, row 2.*'wrong'"),
    ],
)
def test_a_seed_that_cannot_be_scored_is_refused_in_the_words_of_its_check(
    home, tmp_path, seed, column, cells, said
):
    wrong = {seed: where(column, "wrong", **cells)}
    seeds = edited_folder(tmp_path / "seeds", **wrong)
    with pytest.raises(InputProblem, match=said):
        preview_of(PROJECT, home / "leads.duckdb", seeds, make_console())


def test_a_file_that_other_sql_made_is_built_again_first(home, tmp_path, monkeypatch):
    monkeypatch.setattr("leads.preview.previewing.code_print", lambda _: "other")
    with pytest.raises(InputProblem, match="other SQL"):
        settings_of(PROJECT, home / "leads.duckdb")
    assert code_print(PROJECT) != "other"


# --- a revision -----------------------------------------------------------------


@pytest.fixture
def repository(tmp_path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(SEEDS, folder / "seeds")
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
    who |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in who.items()}
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "seeds"]):
        subprocess.run(
            [shutil.which("git"), *arguments],
            cwd=folder,
            check=True,
            env={**os.environ, **who},
        )
    return folder


def test_the_seeds_of_a_revision_are_those_that_were_committed(repository, tmp_path):
    (repository / "seeds" / "labels.csv").write_text("edited since")
    found = seeds_of_revision(repository, "HEAD", tmp_path / "revision")
    assert read(found / "labels.csv") == read(SEEDS / "labels.csv")


def test_an_unknown_revision_is_named(repository, tmp_path):
    with pytest.raises(InputProblem, match="git knows no seeds of 'nowhere'"):
        seeds_of_revision(repository, "nowhere", tmp_path / "revision")
