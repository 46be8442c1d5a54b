"""The command prints what the file holds, judges other days in a copy, and says no."""

import csv
from contextlib import contextmanager

import duckdb
import pytest
from proof_rows import AS_OF, SEEDS, company
from raw_rows import RUN_AT

from leads import backtest as command
from leads import cli

# dbt leaves its log open.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file:ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)
READ = {
    "rpt_backtest": "reports",
    "rpt_backtest_days": "reports",
    "rpt_backtest_labels": "reports",
    "rpt_backtest_models": "reports",
    "run_as_of": "run",
}


@pytest.fixture(scope="module")
def published(project, tmp_path_factory):
    """A file with what the command reads of a published one."""
    path = tmp_path_factory.mktemp("published") / "leads.duckdb"
    project.forget_parts()
    project.write_part("all", company())
    database = project.database(AS_OF, RUN_AT, tuple(READ))
    database.run(SEEDS)
    database.con.execute(f"attach '{path}' as published")
    for name, schema in READ.items():
        database.con.execute(f"create schema if not exists published.{schema}")
        database.con.execute(
            f"create table published.{schema}.{name} as from {schema}.{name}"
        )
    database.con.execute("detach published")
    return path


@pytest.fixture
def told():
    """What the evaluation was made with."""
    return {}


@pytest.fixture
def backtest(published, capsys, monkeypatch, told):
    @contextmanager
    def evaluated(database, variables, selection):
        told.update(variables=variables, selection=selection)
        yield database

    monkeypatch.setattr(command, "evaluated", evaluated)

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


def test_other_days_are_told_to_the_evaluation(backtest, told):
    options = ["--from", "2025-05-01", "--every", "week", "--horizon", "14"]
    assert backtest(*options)[0] == 0
    assert told["variables"] == {
        "backtest_from": "2025-05-01",
        "backtest_every": "week",
        "backtest_horizon": "14",
    }


def test_only_what_is_shown_is_made(backtest, told):
    assert backtest()[0] == 0
    assert told["variables"] == {}
    made = {node.split(",")[0] for node in told["selection"].nodes}
    assert made == {
        "+rpt_backtest",
        "+rpt_backtest_labels",
        "+rpt_backtest_models",
    }


def test_other_days_are_judged_in_a_copy(sample, tmp_path):
    database, _ = sample
    before = database.read_bytes()
    out = tmp_path / "figures.csv"
    days = ["--from", "2026-05-04", "--to", "2026-05-18", "--every", "week"]
    told = [*days, "--horizon", "30", "--out", str(out), "--db", str(database)]
    assert cli.main(["backtest", *told]) == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        judged = {row["cut_on"] for row in csv.DictReader(file)}
    assert judged == {"2026-05-04", "2026-05-11", "2026-05-18"}
    assert database.read_bytes() == before


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
        connection.execute("delete from reports.rpt_backtest_models")
    code, printed = backtest(db=empty)
    assert code == 1
    assert "add a row for an active scoring model to outcomes.csv" in printed
