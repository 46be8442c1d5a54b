"""Messages DuckDB and dbt really give, as sentences for the user."""

import re
from pathlib import Path

import duckdb
import pytest
from compiled_project import PROJECT
from jinja2 import Environment

from leads.dbt_run import files_read_by
from leads.messages import LINES_SHOWN, problem_from
from leads.problems import BuildProblem, InputProblem, OutOfMemory

MANY = b"a,b\n" + b"x,y\n" * 50_000
LONG = b"z" * 3_000_000


def duckdb_message(sql: str) -> str:
    with pytest.raises(duckdb.Error) as error:
        duckdb.execute(sql).fetchall()
    return str(error.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\nx,y\nh\xe9,z\n", "raw.csv line 3: the text is not UTF-8: save"),
        (MANY + b"1,2,3\n", "raw.csv line 50002: the header has 2 cells, this line 3"),
        (MANY + b"1\n", "raw.csv line 50002: the header has 2 cells, this line 1"),
        (MANY + b'1,"2" 3\n', "raw.csv line 50002: a quote is not closed"),
        (b"a,b\nx,y\n" + LONG, "raw.csv line 3: longer than 2000000 bytes"),
        (b"a,b\nx,y\n" + LONG + b",q\n", "raw.csv: longer than 2000000 bytes"),
        (b"a,b\r\n1,2\n3,4\r\n", "raw.csv: it does not read as CSV"),
    ],
)
def test_a_bad_csv_is_named_with_its_line_and_what_to_do(tmp_path, content, words):
    raw = tmp_path / "raw.csv"
    raw.write_bytes(content)
    read = f"read_csv('{raw}', header = true, all_varchar = true, union_by_name = true"
    message = duckdb_message(f"select * from {read}, quote = '\"', escape = '\"')")
    problem = problem_from(message, reading=str(raw))
    assert isinstance(problem, InputProblem)
    assert words in problem.message
    assert len(problem.message.splitlines()) == 1


@pytest.mark.parametrize(
    "content", [b"no parquet at all", b"PAR1", b"PAR1" + b"x" * 99]
)
def test_a_broken_parquet_file_is_named(tmp_path, content):
    raw = tmp_path / "raw.parquet"
    raw.write_bytes(content)
    problem = problem_from(duckdb_message(f"select * from read_parquet('{raw}')"))
    assert isinstance(problem, InputProblem)
    assert problem.message.startswith(f"{raw} is not a complete Parquet file")


@pytest.mark.parametrize(
    ("message", "kind", "words"),
    [
        (
            'IO Error: Could not set lock on file "/d/l.duckdb": Conflicting lock is '
            "held in /usr/bin/dbeaver (PID 12). See also the manual",
            BuildProblem,
            "/d/l.duckdb is open in another program (/usr/bin/dbeaver, process 12)",
        ),
        (
            'IO Error: Could not write file "/d/x": No space left on device',
            BuildProblem,
            "The disk is full",
        ),
        ("Out of Memory Error: failed to pin block", OutOfMemory, "LEADS_MEMORY"),
        ("Binder Error: no such column\nLINE 1: ...", BuildProblem, "no such column"),
    ],
)
def test_other_known_trouble_says_what_to_do(message, kind, words):
    problem = problem_from(message)
    assert type(problem) is kind
    assert words in problem.message


def test_a_step_without_memory_is_named_with_what_it_needed():
    connection = duckdb.connect(config={"memory_limit": "50MB", "threads": 1})
    connection.execute("set temp_directory = ''")
    with pytest.raises(duckdb.OutOfMemoryException) as error:
        connection.execute(
            "select string_agg(cast(range as varchar), ',') from range(9000000)"
        ).fetchall()
    problem = problem_from(str(error.value), step="int_ledger")
    assert type(problem) is OutOfMemory
    assert re.match(
        r"int_ledger needed [\d.]+ \w+ more than it could have "
        r"\(of 47.6 MiB [\d.]+ \w+ were in use\)",
        problem.message,
    )
    assert "goes on from there" in problem.message


def raised(place: str, *lines: str) -> str:
    heading = "Compilation Error in model seed_errors (models/checks/seed_errors.sql)"
    trace = [f"> in macro refuse ({place})", "> called by macro run_hooks (x.sql)"]
    return "\n  ".join([heading, *lines, "", *trace])


@pytest.fixture
def own_macro() -> str:
    """A file of the project, as dbt names it in a trace."""
    return Path("dbt_project.yml").name


def test_what_the_project_raises_is_the_users_to_mend_without_the_trace(own_macro):
    problem = problem_from(raised(own_macro, "labels.csv row 2: no such model"))
    assert isinstance(problem, InputProblem)
    assert problem.message == "labels.csv row 2: no such model"


def test_a_compiler_error_from_elsewhere_is_not_the_users_fault():
    message = raised("macros/not/of/this/project.sql", "a contract failed")
    assert isinstance(problem_from(message), BuildProblem)


def test_a_mistake_in_the_projects_jinja_is_not_the_users_fault(own_macro):
    message = raised(own_macro, "'thing' is undefined")
    assert isinstance(problem_from(message), BuildProblem)


def test_an_identity_that_is_neither_of_two_is_refused_in_words():
    class Exceptions:
        def raise_compiler_error(self, words):
            raise ValueError(words)

    told = {"identity": "first"}
    macros = Environment(extensions=["jinja2.ext.do"]).from_string(  # noqa: S701
        (PROJECT / "macros" / "identity.sql").read_text(),
        {"var": told.get, "exceptions": Exceptions()},
    )
    with pytest.raises(ValueError, match=r"'first', which is neither last .* by_time"):
        macros.module.is_identified_by_time()
    told["identity"] = "by_time"
    assert macros.module.is_identified_by_time().strip() == "'by_time' = 'by_time'"


def test_a_long_list_of_problems_is_cut_and_counted(own_macro):
    lines = [f"labels.csv row {row}: wrong" for row in range(LINES_SHOWN + 7)]
    shown = problem_from(raised(own_macro, *lines)).message.splitlines()
    assert len(shown) == LINES_SHOWN + 1
    assert shown[-1] == "... and 7 more."


def test_of_several_parts_the_one_that_cannot_be_read_is_named(tmp_path):
    parts = [str(tmp_path / f"{name}.csv") for name in "abc"]
    for part in parts:
        Path(part).write_text("a,b\n1,2\n")
    options = "header = true, all_varchar = true, delim = ',', quote = '\"'"
    sql = f"describe select * from read_csv({parts}, {options})"
    assert files_read_by(sql) == str(tmp_path)
    Path(parts[1]).write_text('a,b\n"1,2\n')
    message = duckdb_message(sql)
    assert str(problem_from(message, files_read_by(sql))).startswith(parts[1])
