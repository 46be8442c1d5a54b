"""A build replaces the published file as a whole, or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from leads import build, cli, publish
from leads.problems import BuildProblem, InputProblem
from leads.publish import check_replaceable, replacing

MARTS = """
    create schema runs;
    create table runs.inputs (kind varchar, name varchar, fingerprint varchar);
    create table runs.last_as_of (as_of date);
    create table runs.finished_runs (
        run_number integer, finished_at timestamp, as_of date, work varchar,
        seeds_hash varchar, code_version varchar, raw_rows bigint, rows_out bigint,
        seconds decimal(18, 3)
    );
    create table runs.finished_run_parts (
        run_number integer, kind varchar, name varchar, part_hash varchar,
        row_count bigint
    );
    create schema seeds;
    create table seeds.labels as select 'hot' as label;
    create table seeds.offices as select '' as office where false;
    create schema intermediate;
    create table intermediate.int_as_of as select date '2025-06-30' as as_of;
    create table intermediate.int_ledger as select 1 as points;
    create table intermediate.int_seed_hashes as
        select 'labels' as seed, 'grid' as scoring_model, 5 as row_count,
            'aa' as seed_hash;
    create table intermediate.int_rules_hashes as
        select 'grid' as scoring_model, 'bb' as rules_hash;
    create schema marts;
    create table marts.score_ledger as select 1 as points;
    create table marts.lead_scores as
        select 'c-1' as contact_id, 'grid' as scoring_model, true as is_primary,
            date '2025-06-30' as as_of, 'hot' as label, 3 as label_rank;
    create table marts.raw_row_audit as
        select 'events' as table_name, 'rejected' as outcome,
            'unknown contact' as reason, 7 as row_count;
    create table marts.seed_warnings as
        select 'labels.csv' as file_name, 2 as row_number, 'label' as cell,
            'nobody has it' as problem;
    create table marts.readiness as
        select 'capacity' as readiness_check, 'b2b hot' as subject,
        'no_go' as status, 9.0 as measured, 5.0 as needed, 'too [many]' as reason;
    create table marts.mqls as
        select 'c-1' as contact_id, 'grid' as scoring_model, true as is_primary,
            1 as rank, 'hot' as label, 1000 as total_points,
            date '2025-06-29' as qualified_on, 'asked [for] a demo' as reasons;
"""


def make_database(path: Path, sql: str = MARTS) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    make_database(tmp_path / "leads.duckdb")
    return tmp_path / "leads.duckdb"


def test_a_build_that_succeeds_replaces_the_file_and_leaves_nothing(target):
    with replacing(target) as building:
        assert building.parent.parent == target.parent
        make_database(building, MARTS + "create table marts.new_one as select 1")
    assert names_in(target.parent) == [target.name]
    with duckdb.connect(str(target), read_only=True) as connection:
        assert connection.execute("from marts.new_one").fetchall() == [(1,)]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_build_that_fails_leaves_the_last_good_file(target, error):
    before = target.read_bytes()
    with pytest.raises(error), replacing(target) as building:
        make_database(building)
        raise error
    assert target.read_bytes() == before
    assert names_in(target.parent) == [target.name]


def test_a_first_build_needs_no_file(tmp_path):
    with replacing(tmp_path / "new.duckdb") as building:
        make_database(building)
    assert names_in(tmp_path) == ["new.duckdb"]


def test_rows_left_in_the_log_are_not_lost(target):
    with replacing(target) as building:
        script = f"import duckdb, os; c = duckdb.connect({str(building)!r}); "
        script += "c.execute('create table kept as select 1'); os._exit(0)"
        subprocess.run([sys.executable, "-c", script], check=True)
        assert publish.wal_of(building).exists()
    with duckdb.connect(str(target), read_only=True) as connection:
        assert connection.execute("from kept").fetchall() == [(1,)]


def test_a_log_left_beside_the_old_file_does_not_reach_the_new_one(target):
    publish.wal_of(target).touch()
    with replacing(target) as building:
        make_database(building)
    assert names_in(target.parent) == [target.name]


def test_leftovers_of_dead_builds_go_and_those_of_running_ones_stay(
    target, monkeypatch
):
    monkeypatch.setattr(publish, "is_running", lambda pid: pid == 22)
    for pid in (11, 22):
        (target.parent / f".leads.duckdb.{pid}.building").mkdir()
    (target.parent / ".other.duckdb.11.building").mkdir()
    with replacing(target) as building:
        make_database(building)
    assert names_in(target.parent) == [
        ".leads.duckdb.22.building",
        ".other.duckdb.11.building",
        "leads.duckdb",
    ]


def test_a_process_that_ended_is_not_running():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert not publish.is_running(ended.pid)
    assert not publish.is_running(os.getpid())


def refusal_of(target: Path) -> str:
    with pytest.raises(InputProblem) as problem, replacing(target):
        pytest.fail("it should not come to a build")
    return problem.value.message


def test_a_file_that_is_not_duckdb_is_not_replaced(tmp_path):
    (tmp_path / "notes.txt").write_text("keep me")
    assert "is not a DuckDB file" in refusal_of(tmp_path / "notes.txt")


def test_a_database_with_other_tables_is_not_replaced(tmp_path):
    make_database(tmp_path / "other.duckdb", "create table mine as select 1")
    assert "holds other tables" in refusal_of(tmp_path / "other.duckdb")


def test_a_folder_is_not_replaced(tmp_path):
    assert "is a folder" in refusal_of(tmp_path)


def test_a_missing_folder_is_named(tmp_path):
    assert "There is no folder" in refusal_of(tmp_path / "nowhere" / "leads.duckdb")


def test_a_file_somebody_writes_to_is_not_replaced(target):
    script = f"import duckdb; c = duckdb.connect({str(target)!r}); print(flush=True); "
    script += "input()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        writer.stdout.readline()
        with pytest.raises(BuildProblem, match="is open in another program"):
            publish.check_replaceable(target)
        writer.communicate(b"\n")


def run_build(monkeypatch, target: Path, fake_build) -> int:
    monkeypatch.setattr(build, "run_dbt_build", fake_build)
    raw = str(target.parent)
    return cli.main(["build", "--db", str(target), "--raw", raw])


def test_the_command_publishes_and_prints_what_the_marts_hold(
    target, monkeypatch, capsys
):
    def fake_build(project, seeds, database, settings, console):
        assert (seeds / "labels.csv").is_file()
        make_database(database)

    assert run_build(monkeypatch, target, fake_build) == 0
    printed = capsys.readouterr().out
    for words in (
        "2025-06-30",
        "unknown contact",
        "nobody has it",
        "too [many]",
        "asked [for] a",
    ):
        assert words in printed
    assert str(target) in printed.replace("\n", "")


@pytest.mark.parametrize(("problem", "code"), [(InputProblem, 1), (BuildProblem, 3)])
def test_the_command_says_why_it_failed_and_whose_turn_it_is(
    target, monkeypatch, capsys, problem, code
):
    before = target.read_bytes()

    def fake_build(project, seeds, database, settings, console):
        raise problem("labels.csv row 2: wrong")

    assert run_build(monkeypatch, target, fake_build) == code
    assert capsys.readouterr().err == "Error: labels.csv row 2: wrong\n"
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["build", "--as-of", "2025-02-30"], 1, "'2025-02-30' is not a day"),
        (["build", "--as-of", "20250201"], 1, "'20250201' is not a day"),
        (["build", "--raw", "no/such/folder"], 1, "There is no raw folder"),
        (["build", "--bogus"], 2, "No such option"),
        (["explain"], 2, "Missing argument"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(capsys, arguments, code, words):
    assert cli.main(arguments) == code
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "explain", "test"])
def test_the_help_of_each_command_shows_an_example_to_run(capsys, command):
    assert cli.main([command, "--help"]) == 0
    assert f"python3 scripts/leads.py {command}" in capsys.readouterr().out


def test_a_device_a_quoted_name_or_a_foreign_file_is_never_replaced(tmp_path):
    foreign = tmp_path / "notes.csv"
    foreign.write_text("a,b\n1,2\n" * 9)
    for target in (Path("/dev/null"), tmp_path / "it's.duckdb", foreign):
        with pytest.raises(InputProblem):
            check_replaceable(target)
    assert foreign.read_text() == "a,b\n1,2\n" * 9
