"""What-ifs: work beside the published file, which itself stays as it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from rich.console import Console

from leads.database import published
from leads.dbt_run import Selection, run_dbt_build
from leads.given import code_in_force, code_print
from leads.problems import InputProblem
from leads.publish import NAME_WITHIN, copy_file, work_folder
from leads.seed_folder import assemble_seeds, write_seed

FINISHED = """
    select cast(as_of as varchar) from run_state.runs
    where finished_at is not null
    order by run_number desc limit 1
"""
SEEDS = """
    select table_name from information_schema.tables
    where table_schema = 'seeds' and table_catalog = current_catalog()
    order by table_name
"""


@contextmanager
def scratch_copy(database: Path, place: Path) -> Iterator[Path]:
    """A copy of the published file in a folder of its own; gone afterwards.

    The folder is made in `place`, such as the project's target folder.
    Raises InputProblem if there is no published file.
    """
    with published(database), work_folder(place, "scratch", "building") as folder:
        copy = folder / NAME_WITHIN
        copy_file(database, copy)
        yield copy


def rebuild(
    copy: Path,
    project: Path,
    variables: dict[str, str],
    selection: Selection,
    console: Console,
    seeds: Path | None = None,
) -> None:
    """Make the selected models again, on the tables that are in the copy.

    The selection names the file in force, beside which the copy lies. `seeds` is
    a folder of CSVs, by default the seeds in force; `variables` are dbt's. May be
    called again on the same copy.
    Raises InputProblem, in the words of the seed check, for seeds that cannot be
    scored.
    """
    if seeds is None:
        seeds = copy.parent / "in_force"
        write_seeds_in_force(copy, seeds)
    assembled = copy.parent / "assembled"
    shutil.rmtree(assembled, ignore_errors=True)
    assemble_seeds(seeds, project / "seeds", assembled)
    run_dbt_build(project, assembled, copy, variables, console, selection)


def settings_of(project: Path, database: Path) -> dict[str, str]:
    """As of which day the published file was scored, as dbt is told it.

    Raises InputProblem for a file without a finished build, or of other SQL.
    """
    with published(database) as connection:
        found = connection.execute(FINISHED).fetchone()
    if not found:
        raise InputProblem(
            f"{database} holds no finished build: build again "
            "(python3 scripts/leads.py build) with the seeds in force."
        )
    if code_in_force(database) not in (None, code_print(project)):
        raise InputProblem(
            f"{database} was made by other SQL than that of this project: build "
            "again (python3 scripts/leads.py build) with the seeds in force."
        )
    return {"as_of": found[0] or ""}


def write_seeds_in_force(database: Path, into: Path) -> None:
    """The seeds that a published file was made with, as CSVs."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    with duckdb.connect(str(database), read_only=True) as connection:
        for (name,) in connection.execute(SEEDS).fetchall():
            seed = connection.table(f"seeds.{name}").order("row_number")
            *columns, _row_number = seed.columns
            rows = [[cell or "" for cell in row[:-1]] for row in seed.fetchall()]
            write_seed(into / f"{name}.csv", [columns, *rows])
