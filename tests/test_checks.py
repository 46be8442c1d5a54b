"""Checks skip only what passed as it is, and say how much that was."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from leads import checks
from leads.problems import BuildProblem


@pytest.fixture
def house(tmp_path: Path) -> Path:
    files = {
        ".sqlfluff": "[sqlfluff]",
        ".sqlfluffignore": "# no statements\ntests/generic/\n",
        "dbt_project.yml": "name: house",
        "lint/__init__.py": "",
        "macros/shared.sql": "{% macro shared() %}1{% endmacro %}",
        "models/one.sql": "select 1",
        "models/deep/two.sql": "select 2",
        "tests/assert_three.sql": "select 3",
        "tests/generic/four.sql": "{% test four() %}{% endtest %}",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


ALL = ["models/deep/two.sql", "models/one.sql", "tests/assert_three.sql"]


def test_every_file_is_linted_until_it_passed_as_it_is(house):
    assert checks.Passed(house).left == ALL
    checks.Passed(house).remember()
    assert checks.Passed(house).left == []
    (house / "models" / "one.sql").write_text("select  1")
    assert checks.Passed(house).left == ["models/one.sql"]


@pytest.mark.parametrize(
    "name", [".sqlfluff", "dbt_project.yml", "lint/__init__.py", "macros/shared.sql"]
)
def test_whatever_linting_depends_on_makes_it_begin_again(house, name):
    checks.Passed(house).remember()
    (house / name).write_text("otherwise")
    assert checks.Passed(house).left == ALL


def test_another_version_of_the_linter_begins_again(house, monkeypatch):
    checks.Passed(house).remember()
    monkeypatch.setattr(checks, "version", lambda _: "99")
    assert checks.Passed(house).left == ALL


@pytest.fixture
def run(house, monkeypatch):
    """Run the checks with steps of a few words of Python each."""
    asked: dict[str, str] = {}

    def fake(name: str, code: str = "print('1 passed')") -> dict[str, list[str]]:
        return {name: ["timeit", "-n1", "-r1", asked.get(name, code)]}

    def linters(sql):
        asked["linted"] = sql
        return fake("sqlfluff")

    monkeypatch.setattr(checks, "linters", linters)
    monkeypatch.setattr(checks, "builds", lambda *_: fake("dbt build"))
    monkeypatch.setattr(checks, "pytest", lambda *_: fake("pytest"))

    def run(**steps: str) -> str:
        asked.clear()
        asked.update({name.replace("_", " "): code for name, code in steps.items()})
        said = io.StringIO()
        console = Console(file=said, width=200)
        try:
            checks.run_checks(house, console, everything=False)
        except BuildProblem as problem:
            said.write(problem.message)
        return said.getvalue()

    return run


def test_what_passed_is_not_linted_again_and_said_so(run):
    assert "3 of 3 files" in run()
    again = run(sqlfluff="raise SystemExit(1)")
    assert "0 of 3 files; others passed as they are" in again
    assert "Failed" not in again


def test_a_step_that_fails_is_named_and_nothing_it_read_is_remembered(run):
    failed = "import sys; print('L1: wrong'); sys.exit(1)"
    for _ in range(2):
        said = run(sqlfluff=failed)
        assert "L1: wrong" in said
        assert "Failed: sqlfluff." in said
    assert "Failed: dbt build." in run(dbt_build=failed)
