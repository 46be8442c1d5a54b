"""A preview shows what a build with the edited seeds would make."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from compiled_project import PROJECT

from leads.build import publish_scores
from leads.preview import previewing
from leads.preview.command import seeds_of_revision
from leads.preview.edits import Edit, edits_of, read
from leads.preview.previewing import JUDGED as EVALUATION
from leads.preview.previewing import QUESTIONS, Preview, preview_of, selector_for
from leads.problems import InputProblem
from leads.publish import NAME_WITHIN
from leads.scratch import evaluated, settings_of

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


# --- which rows are read again -------------------------------------------------


@pytest.mark.parametrize(
    ("seed", "change", "reads"),
    [
        ("behaviours", set_cell(0, "pattern", "/other%"), True),
        ("behaviours", lambda rows: rows[1:], True),
        ("behaviours", set_cell(0, "count_by", "day"), False),
        ("assets", set_cell(0, "velocity", "high"), True),
        ("assets", set_cell(0, "why", "other words"), False),
        ("point_grid", lambda rows: rows[1:], False),
        ("exclusions", set_cell(0, "pattern", "%@elsewhere.example"), False),
    ],
)
def test_raw_rows_are_read_again_only_if_they_may_match_others(seed, change, reads):
    edits = differing(seed, change)
    assert edits
    assert (selector_for(edits) == "preview_of_everything") is reads


def test_every_column_of_an_asset_but_its_reason_decides_what_matches():
    columns = set(row_of("assets")) - {"why"}
    assert columns == set(previewing.MATCHING["assets"])


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
def in_force(sample) -> Path:
    """The published file: the sample as the README builds it."""
    database, _ = sample
    return database


@pytest.fixture(scope="module")
def past(in_force, tmp_path_factory) -> Path:
    """How its scores did on past days; every preview would find the same."""
    with evaluated(in_force, {}, EVALUATION) as file:
        return Path(shutil.copy(file, tmp_path_factory.mktemp("past") / NAME_WITHIN))


def build(database: Path, seeds: Path) -> None:
    raw = PROJECT / "data" / "sample"
    publish_scores(database, {"raw": str(raw), "as_of": ""}, seeds, False)


# What a preview need not tell as a build does: ranks of runs, and what earlier
# days, which it does not judge, say of the last one.
LEFT_OUT = ("earlier_rate", "is_drifting")
SCORED = ("lead_scores", "mqls", "mql_spells", "score_ledger", "score_history")
JUDGED = ("rpt_backtest", "rpt_backtest_days")
Table = list[dict[str, Any]]


def table_of(database: Path, name: str) -> Table:
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.query(f"from {name}")
        kept = [column for column in rows.columns if column not in LEFT_OUT]
        found = rows.select(*kept).order("all").fetchall()
    return [dict(zip(kept, row, strict=True)) for row in found]


def lead_of(row: dict[str, Any]) -> tuple[str, str]:
    return (row["contact_id"], row["scoring_model"])


def where(columns: str, value: str, **cells: str) -> Change:
    """Write a value into some columns of the first row with these cells."""

    def change(rows: Rows) -> Rows:
        row = next(row for row in rows if row.items() >= cells.items())
        row.update(dict.fromkeys(columns.split(), value))
        return rows

    return change


EDITS = {
    "a price": {"point_grid": where("from_1 max", "8", behaviour="pricing_page_visit")},
    "all of two models": {
        # Opting out excludes, also where nothing is taken off for it.
        "point_grid": lambda rows: [
            {**row, "from_3": "7" if row["behaviour"] == "chatbot_use" else ""}
            for row in rows
            if row["behaviour"] not in ("white_paper_download", "opt_out")
        ],
        "decay_curves": where("remaining", "0.9", decay_curve="brisk"),
        "fit_points": where("points", "9", equals="technology"),
        "rfm_bands": where("points", "27", measure="frequency", level="medium"),
        "exclusions": lambda rows: rows[:-1],
        "score_components": lambda rows: [
            {**rows[0], "weight": "0.5"},
            *rows[1:],
            {**rows[1], "component": "total", "max": "20"},
        ],
        "journey_steps": lambda rows: rows[1:],
    },
    "labels, a promise and an outcome": {
        "labels": lambda rows: [
            {**row, "at_least": "2"} if row["component"] == "quote_request" else row
            for row in where("at_least", "14", label="warm", alternative="2")(rows)
        ],
        "service_levels": where("leads_per_month", "3", label="warm"),
        "outcomes": where("horizon_days", "60", scoring_model="campaign"),
    },
    "what no score depends on": {
        "service_levels": where("leads_per_month", "3", label="warm"),
        "working_hours": where("closes_at", "16:00", weekday="monday"),
    },
    "facts": {
        "behaviours": where("pattern", "/preise%", behaviour="pricing_page_visit"),
        "offices": where("radius_km", "400", office="Lyon"),
        "order_statuses": lambda rows: rows[:-1],
    },
}


@dataclass
class Compared:
    """In force, in a preview, and in a build with the edited seeds."""

    preview: Preview
    in_force: Path
    previewed: Path
    built: Path
    touched: bool

    @property
    def answers(self) -> dict[str, Table]:
        return self.preview.answers

    @property
    def sides(self) -> list[Path]:
        return [self.in_force, self.built]


@pytest.fixture(scope="module")
def compare(in_force, past, tmp_path_factory) -> Callable[[str], Compared]:
    """A preview of some edits, and a build with them; each is made once."""

    @cache
    def compare(edits: str) -> Compared:
        place = tmp_path_factory.mktemp("compared")
        seeds = edited_folder(place / "seeds", **EDITS[edits])
        # Views name the database that they were made in.
        (place / "previewed").mkdir()
        previewed = place / "previewed" / NAME_WITHIN
        before = everything_in(in_force.parent)
        preview = previewed_as(previewed, past, in_force, seeds)
        touched = everything_in(in_force.parent) != before
        built = place / "built.duckdb"
        shutil.copy(in_force, built)
        build(built, seeds)
        return Compared(preview, in_force, previewed, built, touched)

    return compare


@pytest.fixture(scope="module", params=EDITS)
def compared(compare, request) -> Compared:
    return compare(request.param)


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def previewed_as(kept: Path, past: Path, in_force: Path, seeds: Path) -> Preview:
    """A preview whose file is kept; the past in force is judged already."""
    compare = previewing.compared

    def keep(made: Path) -> tuple:
        shutil.copy(made, kept)
        return compare(made)

    @contextmanager
    def judged(*_) -> Iterator[Path]:
        yield past

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(previewing, "compared", keep)
        patch.setattr(previewing, "evaluated", judged)
        return preview_of(in_force, seeds)


def of_models(rows: Table, models: list[str]) -> Table:
    return [row for row in rows if row["scoring_model"] in models]


@pytest.mark.parametrize("table", SCORED)
def test_a_preview_ends_as_a_build_with_the_edited_seeds(compared, table):
    previewed, built = (
        of_models(table_of(file, f"marts.{table}"), compared.preview.models)
        for file in (compared.previewed, compared.built)
    )
    assert previewed == built


def test_of_all_other_models_the_scores_in_force_stand(compared):
    before, after = (table_of(file, "marts.lead_scores") for file in compared.sides)
    moved = {row["scoring_model"] for row in [*before, *after] if row not in before}
    moved |= {row["scoring_model"] for row in before if row not in after}
    assert moved <= set(compared.preview.models)


def test_odd_seeds_are_told_as_a_build_tells_them(compared):
    assert table_of(compared.previewed, "marts.seed_warnings") == table_of(
        compared.built, "marts.seed_warnings"
    )


def test_the_last_day_is_judged_as_a_build_judges_it(compared):
    last = {row["scoring_model"]: row["cut_on"] for row in compared.answers["proof"]}
    assert set(last) == set(compared.preview.models)
    if not last:
        # No score depends on such an edit.
        assert not compared.answers["mql_changes"]
        return

    def judged_in(file: Path) -> list[Table]:
        return [
            [
                row
                for row in table_of(file, f"reports.{table}")
                if last.get(row["scoring_model"]) == row["cut_on"]
            ]
            for table in JUDGED
        ]

    with evaluated(compared.built, {}, EVALUATION) as file:
        assert judged_in(compared.previewed) == judged_in(file)


def test_the_leads_that_move_are_those_of_two_builds(compared):
    before, after = (
        {lead_of(row) for row in table_of(file, "marts.mqls")}
        for file in compared.sides
    )
    moves = {(row["change"], *lead_of(row)) for row in compared.answers["mql_changes"]}
    assert moves == {
        *(("leaves", *lead) for lead in before - after),
        *(("enters", *lead) for lead in after - before),
    }
    for counts in compared.answers["mql_counts"]:
        assert [counts["mqls_before"], counts["mqls_after"]] == [
            sum(model == counts["scoring_model"] for _, model in side)
            for side in (before, after)
        ]


def test_the_ledger_rows_that_differ_are_those_of_two_builds(compared):
    moved = {lead_of(row) for row in compared.answers["mql_changes"]}
    points: Counter = Counter()
    for sign, file in zip((-1, 1), compared.sides, strict=True):
        as_of = table_of(file, "run.run_as_of")[0]["as_of"]
        for row in table_of(file, "marts.score_ledger"):
            if lead_of(row) in moved and row["effective_on"] <= as_of:
                names = ("component", "rule", "effective_on", "reason")
                key = (*lead_of(row), *(row[name] for name in names))
                points[key] += sign * row["points"]
    told = {
        (
            *lead_of(row),
            *(row[name] for name in ("component", "rule", "effective_on", "reason")),
        ): row["points_after"] - row["points_before"]
        for row in compared.answers["ledger_changes"]
    }
    assert told == {key: value for key, value in points.items() if value}


def test_the_labels_before_and_after_are_those_of_two_builds(compared):
    before, after = (
        {lead_of(row): row["label"] for row in table_of(file, "marts.lead_scores")}
        for file in compared.sides
    )
    told = {
        (row["scoring_model"], row["label_before"], row["label_after"]): row["contacts"]
        for row in compared.answers["label_moves"]
    }
    assert told == Counter(
        (lead[1], before.get(lead), after.get(lead))
        for lead in {*before, *after}
        if lead[1] in compared.preview.models
    )
    for side in ("before", "after"):
        total = sum(
            row[f"contacts_{side}"] for row in compared.answers["score_distribution"]
        )
        assert total == sum(
            row["contacts"]
            for row in compared.answers["label_moves"]
            if row[f"label_{side}"]
        )


def test_the_load_on_sales_is_that_of_two_builds(compared):
    for side, file in zip(("before", "after"), compared.sides, strict=True):
        leads = Counter(
            (f"{row['opened_on']:%Y-%m}", row["audience"], row["label"])
            for row in table_of(file, "marts.mql_spells")
            if row["is_primary"] and row["opening"] != "resumed"
        )
        for row in compared.answers["sales_load"]:
            promise = (row["month"], row["audience"], row["label"])
            assert row[f"leads_{side}"] == leads[promise]
            if side == "after":
                can = row["follow_ups_per_month"]
                too_many = can is not None and row["leads_after"] > can
                assert row["is_too_many"] == too_many


def test_both_sides_are_judged_on_their_last_day(compared):
    told = {(row["scoring_model"], row["side"]) for row in compared.answers["proof"]}
    sides = ("before", "after")
    assert told == {
        (model, side) for model in compared.preview.models for side in sides
    }


def test_nothing_in_force_is_touched(compared):
    assert not compared.touched


def test_an_edit_concerns_its_model_alone(compare):
    preview = compare("a price").preview
    assert preview.models == ["campaign"]
    assert [row["change"] for row in preview.answers["mql_changes"]]


def test_no_score_is_made_for_an_edit_that_none_depends_on(compare):
    preview = compare("what no score depends on").preview
    assert preview.models == []
    assert {name for name in QUESTIONS if preview.answers[name]} == {"sales_load"}


def test_what_a_preview_takes_back_is_what_the_edit_brought(compare):
    """Also beside a file that was last built from edits alone."""
    edited = compare("a price")
    there, before = edited.preview, everything_in(edited.built.parent)
    back = preview_of(edited.built, SEEDS)
    assert everything_in(edited.built.parent) == before
    opposite = {"enters": "leaves", "leaves": "enters"}
    assert {
        (opposite[r["change"]], *lead_of(r)) for r in back.answers["mql_changes"]
    } == {(r["change"], *lead_of(r)) for r in there.answers["mql_changes"]}
    sides = [
        (row["mqls_before"], row["mqls_after"]) for row in there.answers["mql_counts"]
    ]
    assert [
        (row["mqls_after"], row["mqls_before"]) for row in back.answers["mql_counts"]
    ] == sides


def test_the_same_seeds_change_nothing(in_force):
    assert preview_of(in_force, SEEDS) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {("point_grid", "from_1"): r"point_grid\.csv, row 2.*'wrong' is not a"},
        # Nothing that is compared reads them, and a build would refuse them.
        {
            ("rfm_segments", "r_from"): r"rfm_segments\.csv, row 2.*'wrong'",
            ("readiness_levels", "at_least"): r"readiness_levels\.csv, row 2.*'wrong'",
        },
    ],
    ids=["a price", "what is not compared"],
)
def test_a_seed_that_cannot_be_scored_is_refused_in_the_words_of_its_check(
    in_force, tmp_path, wrong
):
    cells = {seed: set_cell(0, column, "wrong") for seed, column in wrong}
    seeds = edited_folder(tmp_path / "seeds", **cells)
    with pytest.raises(InputProblem) as problem:
        preview_of(in_force, seeds)
    for said in wrong.values():
        assert re.search(said, problem.value.message)


def test_a_file_that_other_sql_made_is_built_again_first(in_force, monkeypatch):
    monkeypatch.setattr("leads.scratch.code_print", lambda: "other")
    with pytest.raises(InputProblem, match="other SQL"):
        settings_of(in_force)


def test_a_file_whose_run_is_not_finished_is_built_first(tmp_path):
    with duckdb.connect(str(tmp_path / "open.duckdb")) as connection:
        connection.execute(
            """
            create schema run_state;
            create table run_state.runs as
            select 'r' as run_id, 1 as run_number, null::timestamp as finished_at,
                null::date as as_of
            """
        )
    with pytest.raises(InputProblem, match="no finished build"):
        settings_of(tmp_path / "open.duckdb")


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
