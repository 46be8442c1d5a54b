"""After any order of builds, failures and edits: the tables of a full build.

Each test tells what somebody does, one after the other, in a small project with
the real run machinery (see toy_project.py). Whenever a run is finished, every
table must hold what a full build of the same files and seeds holds.
"""

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from compiled_project import PROJECT
from toy_engines import DuckDB
from toy_project import State, Toy

BASE = State(
    {
        "old": (
            "e1,a,page,2026-01-03",
            "e2,b,demo,2026-01-03",
            "e3,b,page,2026-01-05",
            "e4,c,demo,2026-01-05",
        )
    }
)
NEW_PART = BASE.with_part("new", "e5,a,demo,2026-01-04", "e6,c,page,2026-01-05")
COPY = BASE.with_part("copy", "e4,a,page,2026-01-01")
EDITED = BASE.with_seed("points", "first,visit,1", "first,visit,3")
OTHER_ORDERS = BASE.put(orders=("o1,a,2026-01-02", "o2,c,2026-01-04"))
A_MODEL_MORE = BASE.with_seed("points", "second,visit", "third,visit,7\nsecond,visit")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("toy")
    return Toy(place, DuckDB(place))


@pytest.fixture
def toy(folder):
    folder.start_from(BASE)
    return folder


def build(toy, state, *arguments, **told):
    toy.write(state)
    return toy.dbt(*(arguments or ("build",)), **told)


def finishes(toy, state, *arguments, **told):
    outcome = build(toy, state, *arguments, **told)
    assert outcome.success, outcome.failed
    is_as_built_in_full(toy, state)


def is_as_built_in_full(toy, state):
    run_id, is_finished = toy.run()
    assert is_finished
    assert str(toy.begun[run_id]) == str(state)
    tables, truth = toy.tables(), toy.truth(state)
    for name in truth:
        assert tables[name] == truth[name], name


def stays_open(toy, state, *arguments, **told):
    """And its results are kept, for a retry."""
    build(toy, state, *arguments, keep_results=True, **told)
    assert not toy.run()[1]


def is_refused(toy, state, *arguments, because):
    """And what the sentence says instead, works."""
    tables = toy.tables()
    outcome = build(toy, state, *arguments)
    assert not outcome.success
    (message,) = outcome.failed.values()
    assert because in message
    assert toy.tables() == tables
    instead = re.search(r"dbt (build --select \S+)", message)[1].split()
    assert toy.dbt(*instead).success


def is_whole(toy):
    return toy.rows("select is_whole from run.run_scope") == [(True,)]


def test_a_new_part_and_nothing_new(toy):
    finishes(toy, NEW_PART)
    assert not is_whole(toy)
    assert len(toy.rows("from run.contacts_this_run")) == 2
    finishes(toy, NEW_PART)
    assert toy.rows("from run.contacts_this_run") == []


def test_a_copy_that_comes_late_concerns_who_had_the_first(toy):
    finishes(toy, COPY)
    assert not is_whole(toy)
    finishes(toy, COPY.with_part("again", "e4,c,demo,2026-01-05"))


def test_a_part_is_taken_away_after_a_build_that_failed(toy):
    stays_open(toy, NEW_PART, fails="int_ledger")
    finishes(toy, BASE)


def test_a_part_that_changes_or_goes_makes_a_run_whole(toy):
    finishes(toy, BASE.with_part("old", "e1,b,page,2026-01-03"))
    assert is_whole(toy)
    finishes(toy, NEW_PART)
    finishes(toy, BASE)
    assert is_whole(toy)


def test_a_seed_is_put_back_after_a_build_that_failed(toy):
    stays_open(toy, EDITED, fails="rpt_bands")
    finishes(toy, BASE)
    assert not is_whole(toy)


def test_a_seed_is_put_back_after_a_part_of_the_project_was_built(toy):
    stays_open(toy, EDITED, "build", "--select", "+int_ledger")
    finishes(toy, BASE)


def test_a_seed_is_put_back_after_it_was_built_with_all_that_follows(toy):
    finishes(toy, EDITED, "build", "--select", "points+")
    finishes(toy, BASE)


def test_points_are_edited_and_facts_stand(toy):
    finishes(toy, EDITED, "build", "--selector", "scores_and_reports")
    finishes(toy, BASE)


def test_facts_do_not_stand_where_rows_are_others(toy):
    edited = NEW_PART.with_seed("points", "first,visit,1", "first,visit,3")
    stays_open(toy, edited, "build", "--selector", "scores_and_reports")
    assert toy.tables()["scores.int_ledger"] == toy.truth(BASE)["scores.int_ledger"]
    finishes(toy, edited)


def test_facts_do_not_stand_after_a_build_that_failed(toy):
    stays_open(toy, NEW_PART, fails="base_orders")
    stays_open(toy, EDITED, "build", "--selector", "scores_and_reports")
    finishes(toy, EDITED)


def test_models_come_and_go(toy):
    finishes(toy, A_MODEL_MORE)
    stays_open(toy, BASE, fails="points_this_run")
    finishes(toy, A_MODEL_MORE)
    finishes(toy, BASE)
    assert not is_whole(toy)


def test_rules_of_all_models_concern_everybody(toy):
    finishes(toy, BASE.put(contacts=("a,2026-01-01,partner,", "b,2026-01-02,,")))
    finishes(toy, toy.state.with_seed("exclusions", "partner", "nobody"))
    finishes(toy, toy.state.with_seed("behaviours", "visit,page", "visit,demo"))
    assert is_whole(toy)
    finishes(toy, toy.state.with_seed("bands", "hot,10", "hot,1"))
    assert not is_whole(toy)


def test_retry_carries_a_run_on(toy):
    stays_open(toy, NEW_PART, fails="points_this_run")
    finishes(toy, NEW_PART, "retry", fails="")
    finishes(toy, NEW_PART)


def test_retry_finds_other_files_and_says_so(toy):
    stays_open(toy, NEW_PART, fails="points_this_run")
    because = "raw files, seeds or variables have changed"
    outcome = build(toy, BASE, "retry", fails="")
    assert because in outcome.failed["points_this_run"]
    finishes(toy, NEW_PART)


@pytest.mark.parametrize("model", ["run_scope", "contacts_this_run", "int_ledger"])
def test_a_model_fails_when_its_rows_are_committed(toy, model):
    stays_open(toy, NEW_PART, fails_late=model)
    finishes(toy, NEW_PART, "retry", fails_late="")
    finishes(toy, BASE)


def test_a_full_refresh_of_one_model_keeps_its_rows(toy):
    finishes(toy, NEW_PART)
    assert build(toy, NEW_PART, "build", "-s", "int_ledger", "--full-refresh").success
    is_as_built_in_full(toy, NEW_PART)
    stays_open(toy, NEW_PART, "build", "-s", "+lead_scores", "--full-refresh")
    finishes(toy, NEW_PART)
    assert is_whole(toy)
    finishes(toy, NEW_PART, "build", "--full-refresh")


def test_a_scope_alone_is_no_run(toy):
    scope = ["+run_scope", "resource_type:seed"]
    stays_open(toy, NEW_PART, "build", "--select", *scope)
    is_refused(toy, NEW_PART, "build", "-s", "int_ledger", because="not of this run: ")
    finishes(toy, NEW_PART)


def test_inputs_alone_are_no_run(toy):
    stays_open(toy, NEW_PART, fails="contacts_this_run")
    assert build(toy, BASE, "build", "--select", "run_inputs").success
    is_refused(toy, BASE, "build", "-s", "run_as_of", because="have changed since")
    finishes(toy, NEW_PART)
    assert build(toy, BASE, "build", "--select", "run_inputs").success
    finishes(toy, BASE)


def test_a_scope_is_written_twice_for_one_run(toy):
    stays_open(toy, OTHER_ORDERS, fails="points_this_run")
    assert build(toy, OTHER_ORDERS, "build", "-s", "run_scope").success
    for model in ("contacts_this_run", "pairs_this_run"):
        assert build(toy, OTHER_ORDERS, "build", "-s", model).success
    finishes(toy, OTHER_ORDERS, "build", "-s", "pairs_this_run+")


def test_contacts_are_written_twice_in_one_run(toy):
    finishes(toy, NEW_PART)
    stays_open(toy, OTHER_ORDERS, fails="points_this_run")
    # By now int_scored_states knows the new order.
    assert build(toy, OTHER_ORDERS, "build", "-s", "contacts_this_run").success
    finishes(toy, OTHER_ORDERS, "build", "-s", "contacts_this_run+")
    stays_open(toy, BASE, fails="points_this_run")
    stays_open(toy, OTHER_ORDERS, fails="points_this_run")
    finishes(toy, OTHER_ORDERS)


def test_seeds_are_loaded_by_themselves(toy):
    assert build(toy, EDITED, "seed").success
    is_refused(toy, EDITED, "build", "-s", "int_ledger", because="seeds or variables")
    finishes(toy, BASE)


def test_a_seed_is_loaded_with_one_model_that_reads_it(toy):
    is_refused(
        toy, EDITED, "build", "-s", "points", "points_this_run", because="seeds or"
    )
    finishes(toy, BASE)


def test_other_variables_are_another_run(toy):
    earlier = BASE.put(as_of="2026-01-03")
    is_refused(toy, earlier, "build", "-s", "run_as_of", because="variables have")
    finishes(toy, BASE)


def test_as_of_goes_back_and_forth(toy):
    earlier = BASE.put(as_of="2026-01-03")
    finishes(toy, earlier)
    stays_open(toy, BASE, fails="points_this_run")
    finishes(toy, earlier)
    stays_open(toy, BASE, "build", "--select", "+int_ledger")
    finishes(toy, earlier)
    finishes(toy, BASE)
    assert not is_whole(toy)


def test_small_tables_come_whole(toy):
    finishes(toy, OTHER_ORDERS)
    assert toy.rows("select count(*) from run.contacts_this_run") == [(1,)]
    finishes(toy, BASE.put(contacts=("a,2026-01-01,,", "b,2026-01-02,,a")))
    finishes(toy, BASE.put(contacts=("d,2026-01-04,,", "b,2026-01-02,,")))
    stays_open(toy, BASE, fails="int_scored_states")
    finishes(toy, toy.state.put(contacts=("d,2026-01-04,,",)))
    assert not is_whole(toy)


def test_future_rows_come_due(toy):
    state = BASE.with_part("early", "e7,a,demo,2026-03-05", "e8,b,demo,2026-03-03")
    state = state.put(orders=("o1,a,2026-03-05",))
    finishes(toy, state)
    for days in (2, 4, 5):
        finishes(toy, state.put(now=BASE.now + timedelta(days=days)))
        assert not is_whole(toy)


def test_future_rows_come_due_before_a_retry(toy):
    state = BASE.with_part("early", "e7,a,demo,2026-03-05")
    stays_open(toy, state, fails="int_unusable_events")
    later = state.put(now=BASE.now + timedelta(days=5))
    toy.write(later)
    assert toy.dbt("retry", fails="").success
    is_as_built_in_full(toy, state)
    finishes(toy, later)


def test_a_failed_test_is_not_forgotten(toy):
    bad = BASE.with_part("bad", "e7,a,bomb,2026-01-04")
    for _ in range(2):
        outcome = build(toy, bad)
        assert list(outcome.failed) == ["assert_points_are_small"]
        assert not toy.run()[1]
    finishes(toy, BASE)


def test_a_test_that_fails_later_opens_the_run_again(toy):
    bad = BASE.with_part("bad", "e7,a,bomb,2026-01-04")
    finishes(toy, bad, "run")
    stays_open(toy, bad, "test")
    stays_open(toy, bad)
    finishes(toy, BASE)


@pytest.mark.parametrize("options", [[], ["--full-refresh"]])
def test_a_build_without_rows_is_made_good(toy, options):
    stays_open(toy, OTHER_ORDERS, fails="points_this_run")
    assert build(toy, OTHER_ORDERS, "build", "--empty", *options).success
    finishes(toy, OTHER_ORDERS)
    assert build(toy, NEW_PART, "build", "--empty", *options).success
    finishes(toy, OTHER_ORDERS)


def test_the_file_of_this_run_is_deleted(toy):
    stays_open(toy, NEW_PART, fails="contacts_this_run")
    Path(f"{toy.engine.path('this')}.scratch").unlink()
    is_refused(
        toy, NEW_PART, "build", "-s", "contacts_this_run", because="events_this_run"
    )
    Path(f"{toy.engine.path('this')}.scratch").unlink()
    finishes(toy, NEW_PART)


def test_a_table_is_dropped(toy):
    finishes(toy, NEW_PART)
    toy.engine.execute(
        "this", "drop view marts.score_ledger", "drop table scores.int_ledger"
    )
    outcome = build(toy, NEW_PART, "build", "-s", "int_ledger", "score_ledger")
    assert "int_ledger is gone" in outcome.failed["int_ledger"] or (
        "it is gone" in outcome.failed["int_ledger"]
    )
    finishes(toy, NEW_PART)
    assert is_whole(toy)


def test_a_run_that_is_whole_stays_so_until_it_is_finished(toy):
    stays_open(toy, BASE, "build", "--full-refresh", fails="contacts_this_run")
    stays_open(toy, NEW_PART, fails="int_ledger")
    assert is_whole(toy)
    finishes(toy, NEW_PART)
    assert is_whole(toy)
    finishes(toy, NEW_PART)
    assert not is_whole(toy)


# What dbt has just done when the process is killed.
KILLED = {
    "delete from": ("delete from", "int_ledger"),
    "the scope": ("commit", "run_scope"),
    "contacts": ("commit", "contacts_this_run"),
}
KILL = """
import os, sys
import dbt.adapters.duckdb.connections as connections
from dbt.cli.main import dbtRunner

add_query = connections.DuckDBConnectionManager.add_query
statement, model = sys.argv[1:3]

def add_query_and_die(self, sql, *arguments, **options):
    done = add_query(self, sql, *arguments, **options)
    name = self.get_thread_connection().name
    is_commit = statement == "commit" and sql.strip().lower().startswith("commit")
    if name.endswith(model) and (is_commit or (statement + ' "toy"' in sql)):
        os.kill(os.getpid(), 9)
    return done

connections.DuckDBConnectionManager.add_query = add_query_and_die
dbtRunner().invoke(sys.argv[3:])
"""


@pytest.mark.parametrize("moment", KILLED)
def test_a_build_is_killed_and_the_part_taken_away(toy, moment):
    toy.write(NEW_PART)
    command = toy.command("build")
    killed = subprocess.run(
        [sys.executable, "-c", KILL, *KILLED[moment], *command],
        env={**os.environ, "PYTHONPATH": str(PROJECT / "scripts")},
        check=False,
        capture_output=True,
    )
    assert killed.returncode == -9, killed.stdout
    toy.note_begun_run()
    assert not toy.run()[1]
    if moment == "the scope":
        is_refused(toy, NEW_PART, "build", "-s", "events_this_run", because="run_scope")
    finishes(toy, BASE)


def test_a_selection_tests_only_tables_that_it_makes_or_reads(tmp_path):
    """Others may be of an earlier run, and would not agree."""
    command = [
        "-m",
        "dbt.cli.main",
        "-q",
        "ls",
        "--select=+mqls",
        "--resource-type=test",
    ]
    command += [f"--{name}-dir={PROJECT}" for name in ("project", "profiles")]
    told = subprocess.run(
        [sys.executable, *command, f"--target-path={tmp_path}"],
        env={**os.environ, "LEADS_DB": str(tmp_path / "leads.duckdb")},
        capture_output=True,
        text=True,
    )
    tests = {line.rpartition(".")[2] for line in told.stdout.split()}
    assert "assert_spells_do_not_overlap" in tests, told.stdout
    # It reads lead_scores, too.
    assert "assert_sales_gets_every_ready_lead_and_no_other" not in tests
