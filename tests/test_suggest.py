"""Suggested points say what earlier outcomes say, and nothing more."""

from __future__ import annotations

import csv
import io
import os
import random
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner
from compiled_project import PROJECT

from leads import cli
from leads.build import publish_scores
from leads.problems import InputProblem
from leads.publish import NAME_WITHIN
from leads.suggest import command
from leads.suggest.command import suggest
from leads.suggest.folder import MARK, check_folder

# dbt leaves its log open.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file:ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)
AS_OF = date(2025, 12, 31)
FIRST_DAY = date(2025, 1, 1)
Rows = list[dict[str, str]]


# --- a company in which we know what drives an order -------------------------


def csv_rows(text: str) -> list[list[str]]:
    return [line.split(",") for line in text.split()]


SEEDS = {
    "scoring_models": """
        scoring_model,audience,handover_label,is_primary,is_active,why
        driven,b2b,hot,yes,yes,ours
        chance,b2c,hot,yes,yes,ours
        rare,b2b,hot,no,yes,ours
        silent,b2b,hot,no,yes,ours
    """,
    "behaviours": """
        behaviour,kind,event_type,field,pattern,count_by,reset_by,is_urgent,why
        demo,implicit,demo,,,event,,no,ours
        newsletter,implicit,newsletter,,,event,,no,ours
        visit,implicit,visit,,,event,,no,ours
        complaint,negative,complaint,,,event,,no,ours
        fair,implicit,fair,,,event,,no,ours
    """,
    "decay_curves": """
        decay_curve,age_days,remaining,why
        month,31,0,ours
    """,
    "labels": """
        scoring_model,label,rank,alternative,component,at_least,next_action,why
        driven,hot,1,1,total,20,call,ours
        driven,cold,0,,,,wait,ours
        chance,hot,1,1,total,20,call,ours
        chance,cold,0,,,,wait,ours
        rare,hot,1,1,total,20,call,ours
        rare,cold,0,,,,wait,ours
        silent,hot,1,1,total,20,call,ours
        silent,cold,0,,,,wait,ours
    """,
    "outcomes": """
        scoring_model,outcome,population,repeats,horizon_days,why
        driven,purchase,everybody,yes,30,ours
        chance,purchase,everybody,yes,30,ours
        rare,deal_opened,everybody,yes,30,ours
    """,
    "proof_levels": """
        level,value,why
        confidence_z,1.96,ours
        min_conversions,10,ours
        min_contacts,30,ours
        backtest_cuts,10,ours
    """,
}
GRID = """
    scoring_model,behaviour,each,from_1,from_2,from_5,max,decay_curve,why
    {model},demo,,10,,,10,month,a_demo_is_a_demo
    {model},newsletter,,10,,,10,month,ours
    {model},visit,,5,10,15,15,month,ours
    {model},complaint,,-10,,,-10,month,ours
    {model},fair,,10,,,10,,ours
"""


def write_table(path: Path, rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def write_seeds(folder: Path) -> None:
    for name, text in SEEDS.items():
        write_table(folder / f"{name}.csv", csv_rows(text))
    grid = [csv_rows(GRID.format(model=m)) for m in ("driven", "chance", "rare")]
    rows = [grid[0][0], *(row for part in grid for row in part[1:])]
    write_table(folder / "point_grid.csv", rows)


def write_company(folder: Path) -> None:
    """Of firms those who saw a demo, or visited often, order; others seldom.

    Of private people everybody orders by chance. A newsletter means nothing to
    anybody, and only three firms have ever been to a fair.
    """
    dice = random.Random(7)
    contacts, events, orders = [], [], []
    for number in range(700):
        who = f"c{number:03}"
        is_firm = number < 450
        contacts.append([who, FIRST_DAY.isoformat(), "b2b" if is_firm else "b2c"])
        for month in range(1, 13):
            demos = dice.random() < 0.25
            visits = dice.choice([0, 0, 0, 1, 2, 2, 5, 6])
            done = {
                "demo": int(demos),
                "newsletter": int(dice.random() < 0.25),
                "visit": visits,
                "complaint": int(dice.random() < 0.1),
                "fair": int(number < 3 and month == 2),
            }
            for kind, times in done.items():
                # On the last days of a month, just before a cut.
                day = date(2025, month, 24 + dice.randrange(4))
                events += [
                    [f"e{len(events) + n}", who, kind, day] for n in range(times)
                ]
            chance = 0.05 + 0.4 * demos + 0.06 * visits if is_firm else 0.2
            if dice.random() < chance:
                next_month = date(2025, month, 28) + timedelta(days=4)
                day = next_month.replace(day=1) + timedelta(days=dice.randrange(15))
                orders.append([f"o{len(orders)}", who, day, 10])
    columns = {
        "contacts": (["contact_id", "created_at", "audience"], contacts),
        "events": (["event_id", "contact_id", "event_type", "occurred_at"], events),
        "orders": (["order_id", "contact_id", "ordered_at", "amount"], orders),
        "deals": (
            ["deal_id", "contact_id", "created_at", "closed_at", "stage"],
            [["d1", "c001", "2025-06-10", "", "open"]],
        ),
    }
    for name, (header, rows) in columns.items():
        write_table(folder / f"{name}.csv", [header, *rows])


@pytest.fixture(scope="module")
def company(tmp_path_factory) -> Path:
    """A folder with the company, its seeds and its published file."""
    folder = tmp_path_factory.mktemp("suggest")
    write_company(folder / "raw")
    write_seeds(folder / "seeds")
    settings = {"raw": str(folder / "raw"), "as_of": AS_OF.isoformat()}
    publish(folder / "seeds", folder / "leads.duckdb", settings)
    return folder


def publish(seeds: Path, database: Path, settings: dict[str, str]) -> None:
    publish_scores(database, settings, seeds, True)


def propose(company: Path, out: Path) -> str:
    """Suggest points for the model `driven`, and what is said about them."""
    with redirect_stdout(io.StringIO()) as said:
        suggest(company / "leads.duckdb", "driven", out=out)
    return " ".join(said.getvalue().split())


@pytest.fixture(scope="module")
def said(company) -> str:
    """What was printed; the tables behind it are kept in a folder of the company."""
    kept = company / "kept" / NAME_WITHIN
    kept.parent.mkdir()
    priced = command.priced

    def keep(file: Path, *others: Any) -> list:
        edits = priced(file, *others)
        shutil.copy(file, kept)
        return edits

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "priced", keep)
        return propose(company, company / "suggested")


@pytest.fixture(scope="module")
def suggested(company, said) -> Path:
    return company / "suggested"


def read_seed(folder: Path, seed: str) -> Rows:
    with (folder / f"{seed}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def grid_of(folder: Path, model: str = "driven") -> dict[str, dict[str, str]]:
    rows = read_seed(folder, "point_grid")
    return {row["behaviour"]: row for row in rows if row["scoring_model"] == model}


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


# --- what is suggested --------------------------------------------------------


def test_unit_tests_of_the_suggestion_hold(company, said, tmp_path):
    """dbt asks the tables that a suggestion stands on for their columns."""
    options = {
        "target": "preview",
        "project-dir": PROJECT,
        "profiles-dir": PROJECT,
        "target-path": tmp_path / "target",
        "log-path": tmp_path / "logs",
    }
    command = ["-m", "dbt.cli.main", "--no-use-colors", "test", "--select"]
    command += ["tag:suggestion,test_type:unit", "rpt_suggest*,test_type:unit"]
    command += [f"--{name}={value}" for name, value in options.items()]
    kept = company / "kept" / NAME_WITHIN
    settings = {
        "LEADS_DB": str(kept),
        "LEADS_SCRATCH": f"{kept}.scratch",
        "LEADS_PRODUCTION": str(company / "leads.duckdb"),
    }
    done = subprocess.run(
        [sys.executable, *command],
        env=os.environ | settings,
        capture_output=True,
        text=True,
    )
    counted = re.search(r"PASS=(\d+) WARN=0 ERROR=0 SKIP=0", done.stdout)
    assert counted, done.stdout
    assert int(counted[1]) > 15


def test_what_drives_orders_gets_the_points_and_noise_none(suggested):
    grid = grid_of(suggested)
    assert int(grid["demo"]["from_1"]) > 10
    assert grid["newsletter"]["from_1"] == "0"


def test_a_later_tier_never_earns_less(suggested):
    visit = grid_of(suggested)["visit"]
    tiers = [int(visit[name]) for name in ("from_1", "from_2", "from_5", "max")]
    assert tiers == sorted(tiers)
    assert tiers[2] > 0
    assert tiers[2] == tiers[3]


def test_a_rule_that_few_have_keeps_its_cells(suggested, company):
    assert grid_of(suggested)["fair"] == grid_of(company / "seeds")["fair"]


def test_a_penalty_without_effect_stays(suggested, company):
    assert grid_of(suggested)["complaint"] == grid_of(company / "seeds")["complaint"]


def test_the_largest_possible_total_stays(suggested):
    most = sum(int(row["max"]) for row in grid_of(suggested).values())
    assert most == pytest.approx(10 + 10 + 15 + 10 - 10, abs=2)


def test_every_changed_row_says_why_and_what_it_was(suggested, company):
    changed = 0
    for seed in SEEDS | {"point_grid": ""}:
        before = read_seed(company / "seeds", seed)
        after = read_seed(suggested, seed)
        for old, new in zip(before, after, strict=True):
            cells = {name for name in old if old[name] != new[name]}
            changed += bool(cells)
            if cells:
                assert "why" in cells
                assert new["why"].startswith("Suggested from the cases of 2025-")
                assert new["why"].endswith(f": {old['why']}")
                for name in cells - {"why"}:
                    assert f"{name} {old[name]}" in new["why"]
    assert changed >= 3


def test_other_models_are_left_alone(suggested, company):
    for model in ("chance", "rare"):
        assert grid_of(suggested, model) == grid_of(company / "seeds", model)


def test_the_list_stays_as_long_as_it_is(suggested, company, tmp_path):
    settings = {
        "raw": str(company / "raw"),
        "as_of": AS_OF.isoformat(),
    }
    publish(suggested, tmp_path / "after.duckdb", settings)
    hot = [hot_of(company / "leads.duckdb"), hot_of(tmp_path / "after.duckdb")]
    assert hot[1] == pytest.approx(hot[0], rel=0.25)
    assert 0 < hot[1] < 450


def hot_of(database: Path) -> int:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(
            "select count(*) from marts.lead_scores"
            " where scoring_model = 'driven' and label = 'hot'"
        ).fetchone()[0]


def test_the_suggestion_ranks_better_on_later_dates(said):
    assert "On 3 of 3 later dates the suggestion ranks better" in said
    assert "preview --seeds" in said


def test_a_second_suggestion_replaces_the_first_with_the_same(
    suggested, company, tmp_path
):
    out = tmp_path / "again"
    out.mkdir()
    (out / MARK).write_text("earlier")
    (out / "left_over.csv").write_text("x")
    propose(company, out)
    assert content(out) == content(suggested)


# --- when nothing is suggested ------------------------------------------------


def refusal(company: Path, out: Path, model: str | None, **asked) -> str:
    with pytest.raises(InputProblem) as problem:
        suggest(company / "leads.duckdb", model, out=out, **asked)
    assert not out.exists()
    return problem.value.message


def test_outcomes_by_chance_give_no_points(company, tmp_path):
    said = refusal(company, tmp_path / "out", "chance")
    assert "there is nothing to suggest" in said


def test_too_few_conversions_are_refused(company, tmp_path):
    said = refusal(company, tmp_path / "out", "rare")
    assert "asks for 10 (min_conversions)" in said


def test_a_model_without_an_outcome_is_refused(company, tmp_path):
    said = refusal(company, tmp_path / "out", "silent")
    assert "outcomes.csv has no row for silent" in said


def test_one_of_several_models_has_to_be_named(company, tmp_path):
    said = refusal(company, tmp_path / "out", None)
    assert "--model: chance, driven, rare, silent" in said


def test_no_outcome_is_both_learnt_and_foretold(company, tmp_path):
    asked = {"train_to": date(2025, 10, 1), "test_from": date(2025, 10, 15)}
    said = refusal(company, tmp_path / "out", "driven", **asked)
    assert "learnt and foretold" in said


# --- what is never written ----------------------------------------------------


@pytest.mark.parametrize("folder", ["seeds", "seeds/mine", "examples/grocer"])
def test_seeds_in_force_are_never_written(folder):
    with pytest.raises(InputProblem):
        check_folder(PROJECT / folder)


def test_a_folder_of_somebody_else_is_left_alone(company, tmp_path):
    shutil.copytree(company / "seeds", tmp_path / "own")
    before = content(tmp_path / "own")
    with pytest.raises(InputProblem, match="no suggestion wrote"):
        propose(company, tmp_path / "own")
    assert content(tmp_path / "own") == before


# --- thresholds ---------------------------------------------------------------


def test_thresholds_stand_side_by_side(company):
    said = calibrated(company, "--model", "driven", "--precision", "0.5")
    assert "in force" in said
    assert "precision of at least 0.50" in said
    assert "driven: journey_steps.csv has no journey." in said
    assert "driven: service_levels.csv does not say what sales can take." in said


def test_a_precision_out_of_reach_is_said(company):
    said = calibrated(company, "--model", "chance", "--precision", "0.9")
    assert "chance: no threshold that enough contacts reached is as precise" in said


def calibrated(company: Path, *options: str) -> str:
    command = ["calibrate", "--db", str(company / "leads.duckdb"), *options]
    answer = CliRunner().invoke(cli.leads, command, catch_exceptions=False)
    return " ".join(answer.output.split())
