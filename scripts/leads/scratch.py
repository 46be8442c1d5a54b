"""What-ifs: work on a copy of the published file, which itself stays as it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from rich.console import Console

from leads.database import published
from leads.dbt_run import Selection, run_dbt_build
from leads.publish import NAME_WITHIN, copy_file, work_folder
from leads.seed_folder import assemble_seeds, write_seed

# All that depends on which past days are judged.
JUDGED_AGAIN = Selection(["int_planned_cuts+"])


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
    settings: dict[str, str],
    selection: Selection,
    console: Console,
    seeds: Path | None = None,
) -> None:
    """Build the selected models again, on the tables that are in the copy.

    Raw files are not opened. `seeds` is a folder of CSVs, by default the seeds in
    force. May be called again on the same copy.
    """
    if seeds is None:
        seeds = copy.parent / "in_force"
        write_seeds_in_force(copy, seeds)
    with work_folder(copy.parent, "rebuild", "building") as work:
        assembled = copy.parent / "assembled"
        shutil.rmtree(assembled, ignore_errors=True)
        assemble_seeds(seeds, project / "seeds", assembled)
        within = work / NAME_WITHIN
        copy.rename(within)
        settings = {"LEADS_SCRATCH": "whole", **settings}
        try:
            run_dbt_build(project, assembled, within, settings, console, selection)
        finally:
            within.rename(copy)


def write_seeds_in_force(database: Path, into: Path) -> None:
    """The seeds that a published file was made with, as CSVs."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    with duckdb.connect(str(database), read_only=True) as connection:
        for name in seed_names(connection):
            seed = connection.table(f"seeds.{name}")
            rows = [[cell or "" for cell in row] for row in seed.fetchall()]
            write_seed(into / f"{name}.csv", [seed.columns, *rows])


def seed_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The seeds a published file holds, by name."""
    rows = connection.execute(
        """
        select table_name from information_schema.tables
        where table_schema = 'seeds' and table_catalog = current_catalog()
        order by table_name
        """
    )
    return [name for (name,) in rows.fetchall()]
