"""What-ifs: work beside the published file, which itself stays as it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from leads import PROJECT
from leads.database import published
from leads.dbt_run import Selection, run_dbt_build
from leads.files import work_folder
from leads.given import code_in_force, code_print
from leads.problems import InputProblem
from leads.publish import NAME_WITHIN, copy_file
from leads.seed_folder import assemble_seeds, write_seed
from leads.workshop import workshop

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
EVALUATION = "path:models/evaluation"
Variables = dict[str, Any]


@contextmanager
def scratch_copy(database: Path, place: Path | None = None) -> Iterator[Path]:
    """A copy of the published file in a folder of its own; gone afterwards.

    Raises InputProblem if there is no published file.
    """
    with (
        published(database),
        work_folder(place or workshop() / "target", "scratch", "building") as folder,
    ):
        copy = folder / NAME_WITHIN
        copy_file(database, copy)
        yield copy


def rebuild(
    copy: Path, variables: Variables, selection: Selection, seeds: Path | None = None
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
    assemble_seeds(seeds, PROJECT / "seeds", assembled)
    run_dbt_build(assembled, copy, variables, selection)


@contextmanager
def evaluated(
    database: Path, variables: Variables, selection: Selection
) -> Iterator[Path]:
    """A copy of the published file with tables of the evaluation; gone afterwards.

    `variables` say which days are judged, which model is looked at.
    Raises InputProblem for a published file that other SQL made.
    """
    told = {**settings_of(database), **variables}
    with scratch_copy(database) as copy:
        rebuild(copy, told, replace(selection, production=database))
        yield copy


def needed_for(*tables: str) -> Selection:
    """The tables, and what of the evaluation they are made from."""
    return Selection([f"+{table},{EVALUATION}" for table in tables])


def settings_of(database: Path) -> Variables:
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
    if code_in_force(database) not in (None, code_print()):
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
