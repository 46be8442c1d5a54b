"""Build beside the published file and replace it only when all went well."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from leads.files import is_duckdb, keep_mode, work_folder
from leads.messages import problem_from
from leads.problems import BuildProblem, DamagedFile, InputProblem, OutOfMemory
from leads.screen import say
from leads.timings import publishing

# The same in every work folder, so that dbt can tell nothing has moved.
NAME_WITHIN = "leads.duckdb"
# Beside what is finished of a build: what it was given, and what it adds to.
BASIS = "basis.txt"
WHAT_IS_LOST = (
    "This build makes everything anew; what was known of earlier runs and of erased "
    "people, and tables of your own in it, are lost with it."
)
HOLDS_OUR_TABLES = """
    select
        count(*) as all_tables,
        count(*) filter (
            where table_schema = 'run_state' and table_name = 'runs'
        ) as our_tables
    from information_schema.tables
"""
HOLDS_RUNS = """
    from information_schema.tables
    where table_schema = 'run_state' and table_name = 'runs'
"""


@contextmanager
def replacing(target: Path, given: str = "", afresh: bool = False) -> Iterator[Path]:
    """Yield a copy of the published file to build in; when all went well, publish it.

    Whoever reads the published file goes on reading it, and a build that dies
    leaves it as it was. The copy lies in a folder of its own beside it, on the
    same disk, so that renaming it into place is one step. What a build that ran
    out of memory has finished is kept for one that is `given` the same.
    Where the published file is damaged, or the build is to be made `afresh`, it
    begins with an empty file.
    Raises InputProblem if the target may not be replaced.
    """
    try:
        check_replaceable(target)
    except DamagedFile as problem:
        say(f"{problem.message} {WHAT_IS_LOST}")
        afresh = True
    begun = target.parent / f".{target.name}.begun"
    basis = f"{given} of {target.stat().st_mtime_ns if target.exists() else 0}"
    with work_folder(target.parent, f".{target.name}", "building") as folder:
        built = folder / NAME_WITHIN
        if given and (begun / BASIS).is_file() and (begun / BASIS).read_text() == basis:
            folder.rmdir()
            begun.rename(folder)
        elif not afresh and holds_runs(target):
            with publishing():
                copy_file(target, built)
        shutil.rmtree(begun, ignore_errors=True)
        try:
            yield built
        except OutOfMemory:
            (folder / BASIS).write_text(basis)
            folder.rename(begun)
            raise
        with publishing():
            seal(built)
            with suppress(DamagedFile):
                check_replaceable(target)
            keep_mode(target, built)
            # A log left by a killed writer would be replayed into the new file.
            wal_of(target).unlink(missing_ok=True)
            os.replace(built, target)


def holds_runs(target: Path) -> bool:
    """True for a file to which a build can add."""
    if not target.is_file() or not target.stat().st_size:
        return False
    with duckdb.connect(str(target), read_only=True) as connection:
        return bool(connection.execute(HOLDS_RUNS).fetchone())


def check_replaceable(target: Path) -> None:
    """Refuse to replace what is not a file of ours, or is being written."""
    if not target.parent.is_dir():
        raise InputProblem(
            f"There is no folder {target.parent} to put {target.name} in."
        )
    if not os.access(target.parent, os.W_OK):
        raise InputProblem(f"The folder {target.parent} is not writable.")
    if target.is_dir():
        raise InputProblem(f"{target} is a folder: name a file with --db.")
    if target.exists() and not target.is_file():
        raise InputProblem(f"{target} is not a plain file: name one with --db.")
    if set(target.name) & set("'\""):
        raise InputProblem(f"The file name {target.name} has a quote: leave it out.")
    if not target.exists() or target.stat().st_size == 0:
        return
    if not is_duckdb(target):
        raise InputProblem(
            f"{target} is not a DuckDB file: it is left alone; "
            "choose another with --db."
        )
    try:
        with duckdb.connect(str(target), read_only=True) as connection:
            tables, ours = connection.execute(HOLDS_OUR_TABLES).fetchone()
    except duckdb.Error as error:
        raise problem_from(str(error)) from error
    if tables and not ours:
        raise InputProblem(
            f"{target} holds other tables, and a build replaces the whole file: "
            "choose another file with --db."
        )


def copy_file(source: Path, copy: Path) -> None:
    """Copy within the kernel; where the file system can, blocks are shared."""
    if not hasattr(os, "copy_file_range"):
        shutil.copyfile(source, copy)
        return
    with source.open("rb") as reading, copy.open("wb") as writing:
        left = os.fstat(reading.fileno()).st_size
        while left > 0:
            copied = os.copy_file_range(reading.fileno(), writing.fileno(), left)
            if not copied:
                break
            left -= copied


def seal(built: Path) -> None:
    """Move everything into the one file that is published.

    On a full disk DuckDB closes without an error and leaves rows in the log.
    """
    try:
        with duckdb.connect(str(built)) as connection:
            connection.execute("checkpoint")
    except duckdb.Error as error:
        raise problem_from(str(error)) from error
    if wal_of(built).exists():
        raise BuildProblem(f"{built} could not be completed: is the disk full?")


def wal_of(database: Path) -> Path:
    return database.with_name(database.name + ".wal")
