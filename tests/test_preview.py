"""A preview shows what a build with the edited seeds would make."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from compiled_project import PROJECT

from leads.build import publish_scores
from leads.dbt_run import Selection, run_dbt_build
from leads.inputs import code_print
from leads.preview.comparison import QUESTIONS, compare, sql_of
from leads.preview.edits import Edit, edits_between, edits_of, read
from leads.preview.previewing import preview_of, settings_of
from leads.preview.reach import Reach, reach_of
from leads.preview.rescoring import rescore
from leads.preview.revision import seeds_of_revision
from leads.preview.trimming import trim
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


@pytest.mark.parametrize(
    ("seed", "cells", "bounded"),
    [
        ("point_grid", {"behaviour": "chatbot_use"}, set()),
        ("fit_points", {}, {"fit"}),
        ("rfm_bands", {}, {"rfm"}),
        ("score_components", {"component": "rfm"}, {"fit", "rfm"}),
        ("labels", {"component": "quote_request"}, set()),
    ],
)
def test_bounds_are_seen_to_again_where_points_within_them_change(seed, cells, bounded):
    assert reach(seed, "points", **cells).bounded == bounded


def test_a_bound_that_comes_or_goes_with_an_edit_is_seen_to(tmp_path):
    shutil.copytree(SEEDS, tmp_path / "after")
    bounds = tmp_path / "after" / "score_components.csv"
    bounds.write_text(bounds.read_text() + "campaign,total,1,0,100,No more\n")
    price = Edit(
        "point_grid", row_of("point_grid", behaviour="chatbot_use"), "why", "", ""
    )
    assert reach_of([price], [SEEDS, tmp_path / "after"]).bounded == set()
    price = replace(price, column="from_1")
    for folders in ([SEEDS, tmp_path / "after"], [tmp_path / "after", SEEDS]):
        assert reach_of([price], folders).bounded == {"total"}


def test_a_label_reaches_its_model_and_prices_nothing_anew():
    found = reach("labels", "at_least", scoring_model="campaign", component="fit")
    assert found.changed_models == ["campaign"]
    assert found.repriced_components == set()


@pytest.mark.parametrize(
    ("seed", "cells", "restated"),
    [
        ("labels", {"scoring_model": "campaign", "component": "fit"}, False),
        ("labels", {"component": "quote_request"}, True),
        ("journey_steps", {}, False),
        ("point_grid", {}, True),
        ("rfm_bands", {}, True),
        ("score_components", {}, True),
        ("outcomes", {}, False),
    ],
)
def test_only_points_and_conditions_on_rules_make_other_states(seed, cells, restated):
    first = row_of(seed, **cells)
    assert reach(seed, next(iter(first)), **first).restated is restated


def test_other_outcomes_judge_everybody_of_the_compared_models():
    price = Edit("point_grid", row_of("point_grid"), "from_1", "1", "2")
    outcome = Edit("outcomes", row_of("outcomes"), "horizon_days", "1", "2")
    assert reach_of([price], [SEEDS, SEEDS]).whole_models == set()
    both = reach_of([price, outcome], [SEEDS, SEEDS])
    assert both.whole_models == set(both.compared_models)


@pytest.mark.parametrize("seed", ["behaviours", "exclusions", "scoring_models"])
def test_what_decides_which_facts_count_reaches_everything(seed):
    first = read(SEEDS / f"{seed}.csv")[0]
    assert reach(seed, next(iter(first)), **first).everything


def test_a_promise_to_sales_moves_no_score():
    found = reach("service_levels", "leads_per_month", audience="b2b")
    assert not found.everything
    assert found.changed_models == []


def test_a_model_that_comes_into_use_is_judged_on_all_days():
    found = reach("scoring_models", "is_active", scoring_model="campaign")
    assert found.judged_models == {"campaign"}


def test_a_segment_moves_no_score_and_an_outcome_only_the_proof():
    assert reach("rfm_segments", "r_from").changed_models == []
    assert not reach("rfm_segments", "r_from").everything
    found = reach("outcomes", "horizon_days", scoring_model="campaign")
    assert (found.changed_models, found.compared_models) == ([], ["campaign"])


# --- a build with the edited seeds would make the same -------------------------


def test_what_is_compared_is_what_the_exposure_is_made_of():
    read_by = "".join(sql_of(name) for name in ("both_sides", *QUESTIONS))
    tables = set(re.findall(r"(?:staging|intermediate|marts|reports)\.(\w+)", read_by))
    exposure = (PROJECT / "models" / "exposures.yml").read_text()
    # No rule moves who is scored on which day, under which numbers.
    numbers = {"int_as_of", "int_rules", "int_scored_contacts", "stg_contact_keys"}
    assert tables - numbers == set(re.findall(r"ref\('(\w+)'\)", exposure))


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


# What two builds may number or tell otherwise: contacts, the words of a rule,
# ranks among the leads that are there, and what earlier cuts, which a preview
# does not judge, say of this one.
LEFT_OUT = ("contact_key", "why", "rank", "earlier_rate", "is_drifting")
COMPARED = (
    "int_current_scores",
    "int_excluded_contacts",
    "int_handovers",
    "mqls",
    "rpt_backtest",
    "rpt_backtest_days",
    "score_ledger",
    "seed_warnings",
    "stg_service_levels",
)
Table = list[dict[str, Any]]


def table_of(connection: duckdb.DuckDBPyConnection, table: str) -> Table:
    """Rows by column, contacts by name."""
    rows = connection.query(f"from {table}")
    if "contact_key" in rows.columns:
        keys = connection.query("from staging.stg_contact_keys")
        rows = rows.join(keys.select("contact_key", "contact_id"), "contact_key")
    kept = [column for column in rows.columns if column not in LEFT_OUT]
    return [
        dict(zip(kept, row, strict=True))
        for row in rows.select(*kept).order("all").fetchall()
    ]


def tables_of(database: Path) -> dict[str, Table]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return {
            name: table_of(connection, f"{schema}.{name}")
            for schema, name in connection.execute(
                """
                select table_schema, table_name from information_schema.tables
                where list_contains(?, table_name)
                """,
                [list(COMPARED)],
            ).fetchall()
        }


def lead_of(row: dict[str, Any]) -> tuple[str, str]:
    return (row["contact_id"], row["scoring_model"])


def concerned_leads(copy: Path) -> set[tuple[str, str]]:
    with duckdb.connect(str(copy), read_only=True) as connection:
        leads = table_of(connection, "intermediate.int_scored_contacts")
    return {lead_of(row) for row in leads}


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
    "a condition on a rule and an outcome": {
        "labels": where("at_least", "2", component="quote_request"),
        "outcomes": where("horizon_days", "60", scoring_model="campaign"),
    },
    "an attribute": {"fit_points": where("points", "9", equals="technology")},
    "a level of orders": {
        "rfm_bands": where("points", "27", measure="frequency", level="medium"),
    },
    "a tier and a curve": {
        "point_grid": lambda rows: [
            {**row, "from_3": "7" if row["behaviour"] == "chatbot_use" else ""}
            for row in rows
        ],
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
        # Opting out excludes, also where nothing is taken off for it.
        "point_grid": lambda rows: [
            row
            for row in rows
            if row["behaviour"] not in ("white_paper_download", "opt_out")
        ],
        "rfm_bands": where("points", "27", measure="frequency", level="medium"),
        "fit_points": lambda rows: [
            row for row in rows if row["equals"] != "technology"
        ],
        "score_components": lambda rows: [
            {**rows[0], "weight": "0.5"},
            *rows[1:],
            {**rows[1], "component": "total", "max": "20"},
        ],
        "journey_steps": lambda rows: rows[1:],
    },
    "facts": {
        "behaviours": where("pattern", "/preise%", behaviour="pricing_page_visit"),
        "exclusions": lambda rows: rows[:-1],
        "offices": where("radius_km", "400", office="Lyon"),
    },
}


@dataclass
class Compared:
    """In force, in a preview, and in a build with the edited seeds."""

    reach: Reach
    concerned: set[tuple[str, str]]
    answers: dict[str, Table]
    in_force: dict[str, Table]
    previewed: dict[str, Table]
    built: dict[str, Table]


@pytest.fixture(scope="module", params=EDITS)
def compared(home, tmp_path_factory, request) -> Compared:
    """A preview of some edits, and a build with them."""
    place = tmp_path_factory.mktemp("compared")
    seeds = edited_folder(place / "seeds", **EDITS[request.param])
    database = home / "leads.duckdb"
    assemble_seeds(SEEDS, SEEDS, place / "before")
    assemble_seeds(seeds, SEEDS, place / "after")
    found = reach_of(
        edits_between(place / "before", place / "after"),
        [place / "before", place / "after"],
    )
    with scratch_copy(database, place) as copy:
        rescore(copy, PROJECT, {"LEADS_AS_OF": ""}, found, seeds, make_console())
        answers = compare(database, copy, found)
        previewed = tables_of(copy)
        concerned = concerned_leads(copy)
    (place / "built").mkdir()
    built = place / "built" / "leads.duckdb"
    raw = {"LEADS_RAW": str(home / "raw"), "LEADS_AS_OF": ""}
    wanted = Selection(["+exposure:preview", "score_ledger"])
    run_dbt_build(PROJECT, place / "after", built, raw, make_console(), wanted)
    return Compared(
        found, concerned, answers, tables_of(database), previewed, tables_of(built)
    )


def after_preview(compared: Compared, table: str) -> Table:
    """The table as the preview sees it: what was not scored again stays."""
    previewed, kept = compared.previewed[table], compared.in_force[table]
    by_lead = kept and {"contact_id", "scoring_model"} <= kept[0].keys()
    if compared.reach.everything or not by_lead:
        return previewed
    made = [row for row in previewed if lead_of(row) in compared.concerned]
    return made + [row for row in kept if lead_of(row) not in compared.concerned]


@pytest.mark.parametrize("table", COMPARED)
def test_a_preview_ends_as_a_build_with_the_edited_seeds(compared, table):
    previewed, built = after_preview(compared, table), compared.built[table]
    if table.startswith("rpt_backtest") and not compared.reach.everything:
        # Only edited models are judged again, on their last cut.
        models = set(compared.reach.compared_models)
        previewed = [row for row in previewed if row["scoring_model"] in models]
        judged = {(row["scoring_model"], row["cut_on"]) for row in previewed}
        assert {model for model, _ in judged} == models
        built = [r for r in built if (r["scoring_model"], r["cut_on"]) in judged]
    in_order = {"key": lambda row: repr(sorted(row.items()))}
    assert sorted(previewed, **in_order) == sorted(built, **in_order)


def test_every_edit_changes_a_build(compared):
    assert compared.built != compared.in_force


def test_the_leads_that_move_are_those_of_two_builds(compared):
    sides = [
        {lead_of(row) for row in tables["mqls"]}
        for tables in (compared.in_force, compared.built)
    ]
    moves = {(row["change"], *lead_of(row)) for row in compared.answers["mql_changes"]}
    assert moves == {
        *(("leaves", *lead) for lead in sides[0] - sides[1]),
        *(("enters", *lead) for lead in sides[1] - sides[0]),
    }
    for counts in compared.answers["mql_counts"]:
        assert [counts["mqls_before"], counts["mqls_after"]] == [
            sum(model == counts["scoring_model"] for _, model in side) for side in sides
        ]


def test_the_labels_before_and_after_are_those_of_two_builds(compared):
    labels = [
        {lead_of(row): row["label"] for row in tables["int_current_scores"]}
        for tables in (compared.in_force, compared.built)
    ]
    told = {
        (row["scoring_model"], row["label_before"], row["label_after"]): row["contacts"]
        for row in compared.answers["label_moves"]
    }
    models = {row["scoring_model"] for row in compared.answers["mql_counts"]}
    assert told == Counter(
        (lead[1], labels[0].get(lead), labels[1].get(lead))
        for lead in {*labels[0], *labels[1]}
        if lead[1] in models
    )


def test_the_load_on_sales_is_that_of_two_builds(compared):
    for side, tables in [("before", compared.in_force), ("after", compared.built)]:
        leads = Counter(
            (f"{row['opened_on']:%Y-%m}", row["audience"], row["label"])
            for row in tables["int_handovers"]
            if row["is_primary"]
        )
        for row in compared.answers["sales_load"]:
            promise = (row["month"], row["audience"], row["label"])
            assert row[f"leads_{side}"] == leads[promise]


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
    def leads(database: Path) -> int:
        with duckdb.connect(str(database), read_only=True) as connection:
            counted = connection.table("intermediate.int_scored_contacts").count("*")
            return counted.fetchone()[0]

    with scratch_copy(home / "leads.duckdb", tmp_path) as copy:
        trim(copy, Reach(rules={("campaign", "behaviour", "referral")}))
        assert 0 < leads(copy) < leads(home / "leads.duckdb") / 2


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


def test_a_preview_of_other_facts_judges_the_last_day_whoever_calls(
    home, tmp_path, monkeypatch
):
    monkeypatch.setenv("LEADS_BACKTEST_HORIZON", "of the caller")
    database = home / "leads.duckdb"
    seeds = edited_folder(tmp_path / "seeds", **EDITS["facts"])
    preview = preview_of(PROJECT, database, seeds, make_console())
    told = {
        (row["scoring_model"], row["cut_on"], row["side"])
        for row in preview.answers["proof"]
        if row["judged"]
    }
    with duckdb.connect(str(database), read_only=True) as connection:
        last_judged = connection.execute(
            """
            select scoring_model, max(cut_on) from reports.rpt_backtest_days
            where judged > 0
            group by scoring_model
            """
        ).fetchall()
    assert last_judged
    assert told == {
        (*each, side) for each in last_judged for side in ("before", "after")
    }


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
