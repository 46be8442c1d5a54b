"""A build replaces the published file as a whole, or not at all."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from leads import build, cli, publish
from leads.dbt_run import places
from leads.files import whole_file, whole_files
from leads.given import NOTHING_KNOWN, SEEDS_OF_FACTS, given_in_force
from leads.locks import take
from leads.problems import BuildProblem, DamagedFile, InputProblem, OutOfMemory
from leads.publish import check_replaceable, replacing

MARTS = """
    create schema run_state;
    create table run_state.runs (
        run_id varchar, run_number integer, begun_at timestamp,
        finished_at timestamp, as_of date, work varchar
    );
    create table run_state.inputs (run_id varchar);
    insert into run_state.runs values (
        'r-' || gen_random_uuid(), 1, timestamp '2025-06-30 01:00:00',
        timestamp '2025-06-30 02:00:00', date '2025-06-30', 'Reading it all [x].'
    );
    insert into run_state.inputs select run_id from run_state.runs;
    create schema seeds;
    create table seeds.labels as select 'hot' as label;
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
    create table marts.unreadable_cells as
        select 'deals' as table_name, 'amount' as column_name, 'unreadable' as why,
            2 as cells, '[12,5]' as samples;
    create table marts.readiness as
        select 'capacity' as readiness_check, 'b2b hot' as subject,
        'no_go' as status, 9.0 as measured, 5.0 as needed, 'too [many]' as reason;
    create table marts.mqls as
        select 'c-1' as contact_id, 'grid' as scoring_model, true as is_primary,
            1 as rank, 'hot' as label, 1000 as total_points,
            date '2025-06-29' as qualified_on, 'asked [for] a demo' as reasons;
"""


# What a run of dbt adds to a file.
NEXT_RUN = """
    insert into run_state.runs
    select 'r-' || gen_random_uuid(), max(run_number) + 1, now() at time zone 'UTC',
        now() at time zone 'UTC', date '2025-06-30', 'Reading it all [x].'
    from run_state.runs;
    delete from run_state.inputs;
    insert into run_state.inputs
    select run_id from run_state.runs order by run_number desc limit 1;
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
        make_database(building, "create table marts.new_one as select 1")
    assert names_in(target.parent) == [target.name]
    with duckdb.connect(str(target), read_only=True) as connection:
        assert connection.execute("from marts.new_one").fetchall() == [(1,)]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_build_that_fails_leaves_the_last_good_file(target, error):
    before = target.read_bytes()
    with pytest.raises(error), replacing(target) as building:
        make_database(building, NEXT_RUN)
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
        make_database(building, NEXT_RUN)
    assert names_in(target.parent) == [target.name]


def test_leftovers_of_dead_builds_go_and_those_of_running_ones_stay(target):
    """Whoever holds the lock is alive, on whatever machine and under any number."""
    dead, alive, other = (
        target.parent / name
        for name in (
            ".leads.duckdb.11.building",
            ".leads.duckdb.22.building",
            ".other.duckdb.11.building",
        )
    )
    for folder in (dead, alive, other):
        folder.mkdir()
        Path(f"{folder}.lock").touch()
    with Path(f"{alive}.lock").open("r+") as lock:
        assert take(lock)
        with replacing(target) as building:
            make_database(building, NEXT_RUN)
    assert [name for name in names_in(target.parent) if "lock" not in name] == [
        alive.name,
        other.name,
        "leads.duckdb",
    ]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_the_published_file_keeps_its_mode(target, mode):
    target.chmod(mode)
    with replacing(target) as building:
        make_database(building, NEXT_RUN)
    assert target.stat().st_mode & 0o777 == mode


def test_a_new_file_is_private_to_the_user(tmp_path, monkeypatch):
    target = tmp_path / "new.duckdb"
    assert run_build(monkeypatch, target, FakeDbt()) == 0
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("place", [300, 8192, 12288])
def test_a_damaged_file_is_replaced_by_a_whole_build_with_a_sentence(
    target, monkeypatch, capsys, place
):
    content = bytearray(target.read_bytes())
    content[place : place + 3000] = b"x" * 3000
    if place == 8192:
        content = content[:8000]
    target.write_bytes(content)
    dbt = FakeDbt()
    assert run_build(monkeypatch, target, dbt) == 0
    assert "is damaged" in capsys.readouterr().out
    assert [call[0] for call in dbt.calls] == [False]


def test_damage_that_the_build_comes_upon_is_mended_by_another_one(
    target, monkeypatch, capsys
):
    dbt = FakeDbt()

    def stumble(*given):
        if not dbt.calls:
            dbt.problem = DamagedFile("The published file is damaged.")
        try:
            dbt(*given)
        finally:
            dbt.problem = None

    assert run_build(monkeypatch, target, stumble) == 0
    assert "is damaged" in capsys.readouterr().out
    assert [call[0] for call in dbt.calls] == [True, False]


@pytest.mark.parametrize(
    ("name", "value"), [("LEADS_THREADS", "0"), ("LEADS_MEMORY", "much")]
)
def test_limits_that_make_no_sense_are_refused(monkeypatch, tmp_path, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(InputProblem, match=name), places(tmp_path / "a.duckdb", None):
        pass


def test_what_the_shell_tells_dbt_is_not_heard(monkeypatch, tmp_path):
    monkeypatch.setenv("DBT_TARGET", "prod")
    with places(tmp_path / "a.duckdb", None):
        assert "DBT_TARGET" not in os.environ
    assert os.environ["DBT_TARGET"] == "prod"


def test_out_never_replaces_a_database_a_seed_or_raw_rows(tmp_path):
    remedy = "name another file."
    make_database(tmp_path / "a.duckdb")
    (tmp_path / "seed.csv").write_text("scoring_model,label\na,b\n")
    (tmp_path / "raw.parquet").write_bytes(b"PAR1...PAR1")
    (tmp_path / "folder").mkdir()
    for name in names_in(tmp_path):
        before = (tmp_path / name).stat().st_mtime_ns
        with pytest.raises(InputProblem), whole_file(tmp_path / name, remedy) as file:
            file.write_text('"scoring_model","horizon"\n')
        assert (tmp_path / name).stat().st_mtime_ns == before
    with whole_file(tmp_path / "new.csv", remedy) as file:
        file.write_text("a,b\n1,2\n")
    with whole_file(tmp_path / "new.csv", remedy) as file:
        file.write_text('"a","b"\n"3","4"\n')
    assert (tmp_path / "new.csv").read_text().endswith('"4"\n')


def test_out_replaces_no_page_and_no_csv_that_somebody_else_wrote(tmp_path):
    theirs = {"page.html": "<!doctype html>\n<p>mine", "mqls.csv": "name,phone\n"}
    ours = {"page.html": "<!doctype html><!-- ours -->\n", "mqls.csv": '"name","a"\n'}
    names = ["new.csv", *theirs]
    for name, text in theirs.items():
        (tmp_path / name).write_text(text)
        with (
            pytest.raises(InputProblem, match=f"{name} is something else"),
            whole_files(tmp_path, names, ".export") as work,
        ):
            (work / "new.csv").write_text("a\n")
            (work / name).write_text(ours[name])
        assert (tmp_path / name).read_text() == text
        assert not (tmp_path / "new.csv").exists()


def test_a_page_of_ours_is_known_by_its_first_line():
    page = cli.PROJECT / "scripts" / "leads" / "page" / "html" / "page.html"
    assert "<!doctype html><!-- of lead scoring -->" in page.read_text().splitlines()


def test_a_pipe_that_is_no_database_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.duckdb")
    assert given_in_force(tmp_path / "pipe.duckdb") == NOTHING_KNOWN


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate", "--events", "nan", "--out", "g"],
        ["generate", "--events", "inf", "--out", "g"],
        ["generate", "--events", "1e400", "--out", "g"],
        ["generate", "--events", "10", "--contacts", "inf", "--out", "g"],
        ["generate", "--events", "10", "--seed", "-9" * 20, "--out", "g"],
        ["generate", "--events", "10", "--days", "99999999999", "--out", "g"],
        ["calibrate", "--precision", "nan"],
        ["explain", "\udcff\udcfe"],
    ],
)
def test_numbers_and_texts_beyond_all_bounds_get_a_sentence(capsys, arguments):
    assert cli.main(arguments) in (1, 2)
    assert "fault of ours" not in capsys.readouterr().err


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


def run_build(monkeypatch, target: Path, fake_build, *options: str) -> int:
    monkeypatch.setattr(build, "run_dbt_build", fake_build)
    raw = str(target.parent)
    return cli.main(["build", "--db", str(target), "--raw", raw, *options])


class FakeDbt:
    """Adds a run to the file, unless it is told to fail; counts how often."""

    def __init__(self, problem: Exception | None = None, sql: str = NEXT_RUN) -> None:
        self.problem, self.sql, self.calls = problem, sql, []
        self.selectors: list[str] = []

    def __call__(self, *given) -> None:
        seeds, database, settings, selection = given
        assert (seeds / "labels.csv").is_file()
        self.calls.append((database.exists(), settings, selection.full_refresh))
        self.selectors.append(selection.selector)
        if self.problem:
            raise self.problem
        make_database(database, self.sql if database.exists() else MARTS)


def test_the_command_publishes_and_prints_what_the_marts_hold(
    target, monkeypatch, capsys
):
    assert run_build(monkeypatch, target, FakeDbt()) == 0
    printed = capsys.readouterr().out
    for words in (
        "2025-06-30",
        "unknown contact",
        "nobody has it",
        "too [many]",
        "asked [for] a",
        "Reading it all [x].",
    ):
        assert words in printed
    assert str(target) in printed.replace("\n", "")


def test_a_build_adds_to_the_published_file_and_a_first_one_to_none(
    target, monkeypatch
):
    dbt = FakeDbt()
    assert run_build(monkeypatch, target, dbt) == 0
    assert run_build(monkeypatch, target.with_name("new.duckdb"), dbt) == 0
    assert [call[0] for call in dbt.calls] == [True, False]


def test_dbt_is_told_what_the_command_was_told(target, monkeypatch):
    dbt = FakeDbt()
    days = ["--as-of", "2025-06-30", "--earliest-day", "1997-01-01"]
    assert run_build(monkeypatch, target, dbt, *days) == 0
    assert run_build(monkeypatch, target, dbt, "--everything") == 0
    (_, settings, anew), (_, no_day, all_anew) = dbt.calls
    told = {"as_of": "2025-06-30", "earliest_day": "1997-01-01"}
    assert settings == {"raw": str(target.parent), **told}
    assert (no_day["as_of"], no_day["earliest_day"]) == ("", "")
    assert (anew, all_anew) == (False, True)


def test_dbt_is_not_asked_again_when_nothing_is_new(target, monkeypatch, capsys):
    dbt = FakeDbt()
    assert run_build(monkeypatch, target, dbt) == 0
    before = target.stat()
    assert run_build(monkeypatch, target, dbt) == 0
    assert len(dbt.calls) == 1
    assert target.stat() == before
    assert "Nothing is new since the last build" in capsys.readouterr().out


def add_file(target: Path) -> None:
    (target.parent / "contacts").mkdir()
    (target.parent / "contacts" / "new.csv").write_text("contact_id,created_at\n")


OPEN_RUN = NEXT_RUN + "update run_state.runs set finished_at = null;"
EARLY_ROWS = "insert into marts.raw_row_audit values"
EARLY_ROWS += " ('events', 'rejected', 'future_timestamp', 1);"
YESTERDAY = "update run_state.wrapper_prints set signed_on = current_date - 1;"


@pytest.mark.parametrize(
    ("since", "asked"),
    [
        (lambda target: make_database(target, NEXT_RUN), 2),  # dbt by itself
        (lambda target: make_database(target, OPEN_RUN), 2),
        (lambda target: make_database(target, "delete from run_state.inputs"), 2),
        (add_file, 2),
        (lambda target: make_database(target, YESTERDAY), 1),
        (lambda target: make_database(target, EARLY_ROWS), 1),
        (lambda target: make_database(target, EARLY_ROWS + YESTERDAY), 2),
    ],
)
def test_dbt_is_asked_again_whatever_came_since(target, monkeypatch, since, asked):
    dbt = FakeDbt()
    assert run_build(monkeypatch, target, dbt) == 0
    since(target)
    assert run_build(monkeypatch, target, dbt) == 0
    assert len(dbt.calls) == asked


def test_dbt_is_asked_again_for_another_cell_or_another_option(
    target, monkeypatch, tmp_path_factory
):
    dbt = FakeDbt()
    seeds = tmp_path_factory.mktemp("seeds")
    shutil.copytree(cli.PROJECT / "seeds", seeds, dirs_exist_ok=True)
    options = ["--seeds", str(seeds)]
    assert run_build(monkeypatch, target, dbt, *options) == 0
    file = seeds / "offices.csv"
    file.write_text(file.read_text().replace("Ours", "Mine"))
    assert run_build(monkeypatch, target, dbt, *options) == 0
    options += ["--as-of", "2025-06-29"]
    assert run_build(monkeypatch, target, dbt, *options) == 0
    assert len(dbt.calls) == 3


@pytest.mark.parametrize(
    ("seed", "selector"),
    [
        ("offices", "scores_and_reports"),
        ("assets", ""),
        ("behaviours", ""),
        ("exclusions", "scores_and_reports"),
        ("ignored_events", ""),
    ],
)
def test_facts_are_made_again_only_where_a_seed_of_theirs_is_another(
    target, monkeypatch, tmp_path_factory, seed, selector
):
    dbt = FakeDbt()
    seeds = tmp_path_factory.mktemp("seeds")
    shutil.copytree(cli.PROJECT / "seeds", seeds, dirs_exist_ok=True)
    assert run_build(monkeypatch, target, dbt, "--seeds", str(seeds)) == 0
    file = seeds / f"{seed}.csv"
    # The last cell of a seed is the why of its last row.
    file.write_text(re.sub(r'("?\s*)$', r"!\1", file.read_text(), count=1))
    assert run_build(monkeypatch, target, dbt, "--seeds", str(seeds)) == 0
    add_file(target)
    assert run_build(monkeypatch, target, dbt, "--seeds", str(seeds)) == 0
    assert dbt.selectors == ["", selector, ""]


def test_no_other_seed_is_read_by_a_fact(project):
    """Else facts would stand although a seed of theirs is another."""
    nodes = project.whole
    open_ends = [
        name
        for name, node in nodes.items()
        if node["resource_type"] == "model" and node["fqn"][1] in ("staging", "facts")
    ]
    seen = set(open_ends)
    while open_ends:
        for parent in nodes[open_ends.pop()]["depends_on"].get("nodes", ()):
            # What a run is about is decided before facts are made.
            if (
                parent in nodes
                and parent not in seen
                and "run" not in nodes[parent]["fqn"]
            ):
                seen.add(parent)
                open_ends.append(parent)
    seeds = {nodes[name]["name"] for name in seen if name.startswith("seed.")}
    assert seeds == set(SEEDS_OF_FACTS)


def test_a_file_that_comes_during_a_build_may_not_have_been_read(target, monkeypatch):
    dbt = FakeDbt()

    def slow_dbt(*given):
        dbt(*given)
        if len(dbt.calls) == 1:
            add_file(target)

    for _ in range(3):
        assert run_build(monkeypatch, target, slow_dbt) == 0
    assert len(dbt.calls) == 2


def test_a_run_that_is_not_finished_is_not_published(target, monkeypatch, capsys):
    before = target.read_bytes()
    assert run_build(monkeypatch, target, FakeDbt(sql=OPEN_RUN)) == 3
    assert "not finished" in capsys.readouterr().err
    assert target.read_bytes() == before


@pytest.mark.parametrize(("problem", "code"), [(InputProblem, 1), (BuildProblem, 3)])
def test_the_command_says_why_it_failed_and_whose_turn_it_is(
    target, monkeypatch, capsys, problem, code
):
    before = target.read_bytes()
    dbt = FakeDbt(problem("labels.csv row 2: wrong"))
    assert run_build(monkeypatch, target, dbt) == code
    assert capsys.readouterr().err == "Error: labels.csv row 2: wrong\n"
    assert target.read_bytes() == before
    assert names_in(target.parent) == [target.name]


def lack_memory(target: Path, monkeypatch) -> None:
    """A build that finishes some tables, and then has no memory left."""

    def fake_build(seeds, database, variables, selection):
        make_database(database, "create table run_state.half as select 1")
        raise OutOfMemory("int_ledger needed more memory")

    before = target.read_bytes()
    assert run_build(monkeypatch, target, fake_build) == 3
    assert target.read_bytes() == before


def halves(target: Path) -> list[tuple]:
    with duckdb.connect(str(target), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables()")
        return [row for row in tables.fetchall() if row == ("half",)]


def test_a_build_that_lacked_memory_is_carried_on(target, monkeypatch):
    lack_memory(target, monkeypatch)
    assert run_build(monkeypatch, target, FakeDbt()) == 0
    assert halves(target) == [("half",)]
    assert names_in(target.parent) == [target.name]


@pytest.mark.parametrize(
    "since", [add_file, lambda target: make_database(target, NEXT_RUN)]
)
def test_what_is_half_made_is_forgotten_when_anything_else_is_asked_for(
    target, monkeypatch, since
):
    lack_memory(target, monkeypatch)
    since(target)
    assert run_build(monkeypatch, target, FakeDbt()) == 0
    assert halves(target) == []
    assert not list(target.parent.glob(".*"))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["build", "--as-of", "2025-02-30"], 1, "'2025-02-30' is not a day"),
        (["build", "--as-of", "20250201"], 1, "'20250201' is not a day"),
        (["build", "--earliest-day", "97-01-01"], 1, "'97-01-01' is not a day"),
        (["suggest", "--train-to", "2025-6-1"], 1, "'2025-6-1' is not a day"),
        (["generate", "--out", "g", "--events", "nan"], 2, "'nan' is no whole number"),
        (["generate", "--out", "g", "--events", "1e400"], 2, "is no whole number"),
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
