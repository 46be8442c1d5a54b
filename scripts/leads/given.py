"""What a build is given: if nothing of it has changed, its results stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import duckdb

from leads import PROJECT
from leads.database import Row, rows_of
from leads.problems import BuildProblem
from leads.raw_folder import look_into

# Seeds that facts about events and contacts are made with.
SEEDS_OF_FACTS = ("assets", "behaviours", "ignored_events")
CODE = ("models/**/*.sql", "macros/*.sql", "seeds/*.yml", "*.yml", "requirements.lock")
# Another build, or dbt itself, may have come since; it may have stopped half way,
# or have emptied the tables (dbt build --empty), which leaves a run no inputs.
# A row that was refused as future may be used on another day.
IN_FORCE = """
    select
        prints.given,
        prints.facts,
        newest.finished_at is not null
        and exists (
            select 1 from run_state.inputs where inputs.run_id = newest.run_id
        )
        and (
            prints.signed_on = $today
            or not exists (
                from marts.raw_row_audit
                where reason = 'future_timestamp' and row_count > 0
            )
        ) as stands
    from run_state.wrapper_prints as prints
    inner join (from run_state.runs order by run_number desc limit 1) as newest
        on prints.run_id = newest.run_id
"""
CODE_IN_FORCE = """
    select prints.code
    from run_state.wrapper_prints as prints
    inner join (from run_state.runs order by run_number desc limit 1) as newest
        on prints.run_id = newest.run_id
"""
NEWEST = """
    select run_id, finished_at is not null, work
    from run_state.runs order by run_number desc limit 1
"""


@dataclass(frozen=True)
class Given:
    """Prints that tell apart all that dbt is given, and what facts are made of.

    Both are empty where nobody can tell.
    """

    everything: str = ""
    facts: str = ""


NOTHING_KNOWN = Given()


def given(seeds: Path, variables: dict[str, str]) -> Given:
    raw = variables["raw"]
    if "://" in raw:
        return NOTHING_KNOWN
    told = [code_print(), repr(sorted(variables.items()))]
    # Times of change may be set to anything, but for the one that the system keeps.
    for path in (path for each in look_into(Path(raw)).files.values() for path in each):
        status = path.stat()
        told.append(
            f"{path} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
        )
    files = sorted(seeds.glob("*.csv"))
    of_facts = [file for file in files if file.stem in SEEDS_OF_FACTS]
    prints = ("\0".join([*told, digest_of(each)]) for each in (files, of_facts))
    return Given(*(hashlib.sha256(each.encode()).hexdigest() for each in prints))


def code_print() -> str:
    return digest_of(sorted(file for each in CODE for file in PROJECT.glob(each)))


def digest_of(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}:".encode() + content)
    return digest.hexdigest()


def given_in_force(target: Path) -> Given:
    """What the newest run was given, if this command made it and it is finished."""
    row = found_in(target, IN_FORCE, today=today())
    return Given(row["given"], row["facts"]) if row.get("stands") else NOTHING_KNOWN


def code_in_force(target: Path) -> str | None:
    """The print of the SQL that the newest run was made with, if this command did."""
    return found_in(target, CODE_IN_FORCE).get("code")


def found_in(target: Path, sql: str, **asked: Any) -> Row:
    """The row that is found; empty also where no build left what is asked."""
    if not target.is_file():  # to open a pipe is to wait for ever
        return {}
    try:
        with duckdb.connect(str(target), read_only=True) as connection:
            return next(iter(rows_of(connection, sql, **asked)), {})
    except duckdb.Error:
        return {}


def sign(database: Path, given: Given) -> str:
    """Write down what the finished run was given; what the run says of itself.

    Where nothing is known for certain, the next build asks dbt.

    Raises BuildProblem where the newest run is not finished.
    """
    with duckdb.connect(str(database)) as connection:
        run_id, is_finished, work = connection.execute(NEWEST).fetchone()
        if not is_finished:
            raise BuildProblem("dbt ended well, but its run is not finished.")
        connection.execute(
            "create or replace table run_state.wrapper_prints"
            " (run_id varchar, code varchar, given varchar, facts varchar,"
            " signed_on date)"
        )
        connection.execute(
            "insert into run_state.wrapper_prints values (?, ?, ?, ?, ?)",
            [run_id, code_print(), given.everything, given.facts, today()],
        )
    return work or ""


def today() -> str:
    return datetime.now(timezone.utc).date().isoformat()
