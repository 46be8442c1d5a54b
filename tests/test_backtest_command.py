"""The command prints what the file holds, judges other days in a copy, and says no."""

import csv

import duckdb
import pytest
from proof_rows import AS_OF, SEEDS, company
from raw_rows import RUN_AT

from leads import cli
from leads.backtest import command
from leads.scratch import JUDGED_AGAIN

READ = {
    "rpt_backtest": "reports",
    "rpt_backtest_days": "reports",
    "stg_outcomes": "staging",
    "stg_scoring_models": "staging",
    "int_as_of": "intermediate",
    "int_labels": "intermediate",
}


@pytest.fixture(scope="module")
def published(project, tmp_path_factory):
    """A file with what the command reads of a published one."""
    path = tmp_path_factory.mktemp("published") / "leads.duckdb"
    project.forget_parts()
    project.write_part("all", company())
    database = project.database(AS_OF, RUN_AT, tuple(READ))
    database.read_everything(SEEDS)
    database.con.execute(f"attach '{path}' as published")
    for name, schema in READ.items():
        database.con.execute(f"create schema if not exists published.{schema}")
        database.con.execute(
            f"create table published.{schema}.{name} as from {schema}.{name}"
        )
    database.con.execute("detach published")
    return path


@pytest.fixture
def backtest(published, capsys):
    def run(*options, db=published):
        code = cli.main(["backtest", *options, "--db", str(db)])
        printed = capsys.readouterr()
        return code, printed.out if code == 0 else printed.err

    return run


def test_every_model_has_a_line_for_each_cut_and_each_label(backtest):
    code, printed = backtest()
    assert code == 0
    assert "campaign: purchase within 30 days, everybody" in printed
    assert sum(line.startswith("  2025-") for line in printed.splitlines()) == 9
    for label in ("hot", "warm", "cold", "out_of_target"):
        assert f"  {label} " in printed


def test_it_says_where_fit_is_todays(backtest):
    assert "Fit is today's for up to" in backtest()[1]


def test_a_model_without_a_day_to_judge_says_so(backtest):
    assert "first_version: no day can be judged" in backtest()[1]


def test_all_figures_can_be_written(backtest, tmp_path):
    out = tmp_path / "figures.csv"
    assert backtest("--out", str(out))[0] == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["contender"] for row in rows} == {
        "rules",
        "rules_without_undated_fit",
        "rfm",
    }
    assert list(tmp_path.iterdir()) == [out]


def test_other_days_are_judged_in_a_copy(backtest, published, monkeypatch):
    told = {}

    def rebuild(copy, _project, settings, selection, _console):
        told.update(settings, copy=copy, selection=selection)

    monkeypatch.setattr(command, "rebuild", rebuild)
    before = published.read_bytes()
    options = ["--from", "2025-05-01", "--every", "week", "--horizon", "14"]
    assert backtest(*options)[0] == 0
    assert told.pop("copy") != published
    assert told == {
        "LEADS_BACKTEST_FROM": "2025-05-01",
        "LEADS_BACKTEST_EVERY": "week",
        "LEADS_BACKTEST_HORIZON": "14",
        "selection": JUDGED_AGAIN,
    }
    assert published.read_bytes() == before


REFUSED = {
    "--from 31/12/2025": "is not a day: write --from YYYY-MM-DD",
    "--to 2025-02-30": "is not a day: write --to YYYY-MM-DD",
    "--horizon 0": "no number of days to wait",
    "--horizon 99999": "no number of days to wait",
    "--from 2025-05-01 --to 2025-04-01": "swap the two",
    "--to 2026-01-01": "nothing is known of what came after",
}


@pytest.mark.parametrize("options", REFUSED)
def test_what_cannot_be_judged_is_refused_in_words(backtest, options):
    code, printed = backtest(*options.split())
    assert code == 1
    assert REFUSED[options] in printed
    assert "Traceback" not in printed


def test_without_an_outcome_it_says_what_to_do(backtest, published, tmp_path):
    empty = tmp_path / "empty.duckdb"
    empty.write_bytes(published.read_bytes())
    with duckdb.connect(str(empty)) as connection:
        connection.execute("delete from staging.stg_outcomes")
    code, printed = backtest(db=empty)
    assert code == 1
    assert "add a row for an active scoring model to outcomes.csv" in printed
