"""Write a company of any size, day by day; bench/company.sql says what is in it."""

from __future__ import annotations

import json
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from leads import PROJECT
from leads.problems import InputProblem

SQL = PROJECT / "bench" / "company.sql"
TABLES = ("contacts", "events", "orders", "deals", "sales_touches")
ABOUT = ".company.json"


@dataclass(frozen=True)
class Company:
    """What makes a company: equal numbers give equal rows."""

    events: int
    contacts: int
    days: int = 365
    seed: int = 1


def generate(company: Company, folder: Path, withhold: int = 0) -> None:
    """Write one Parquet file per table and day; files that are there stay.

    The last `withhold` days are left out; a later call brings them, and
    changes no other file. Raises InputProblem if another company is there.
    """
    claim(company, folder)
    plan, workers = threading.local(), os.cpu_count() or 1

    def prepare() -> None:
        plan.connection = open_company(company)

    def write(day: int) -> None:
        write_day(plan.connection, day, folder)

    pool = ThreadPoolExecutor(workers, initializer=prepare)
    try:
        list(pool.map(write, range(company.days + 1 - withhold)))
    finally:
        pool.shutdown(cancel_futures=True)


def claim(company: Company, folder: Path) -> None:
    """Make the folder the company's own, or find that it is."""
    about = folder / ABOUT
    if not about.exists():
        if folder.exists() and any(folder.iterdir()):
            raise InputProblem(f"{folder} holds other files: name an empty folder.")
        folder.mkdir(parents=True, exist_ok=True)
        about.write_text(json.dumps(asdict(company)))
    try:
        there = json.loads(about.read_text())
    except ValueError:
        raise InputProblem(
            f"{about} does not say what company this is: name a new folder."
        ) from None
    if there != asdict(company):
        raise InputProblem(
            f"{folder} holds another company ({about.read_text()}): name a new folder."
        )
    for table in TABLES:
        (folder / table).mkdir(exist_ok=True)


def open_company(company: Company) -> duckdb.DuckDBPyConnection:
    """A database in memory that knows the company, on one thread."""
    connection = duckdb.connect(config={"threads": 1})
    for name, value in asdict(company).items():
        connection.execute(f"set variable {name} = cast(? as bigint)", [value])
    connection.execute(SQL.read_text())
    return connection


def write_day(connection: duckdb.DuckDBPyConnection, day: int, folder: Path) -> None:
    """Write what the exports of one day hold, each file whole or not at all."""
    connection.execute(
        "set variable today = (select all_days from all_days where day = ?)", [day]
    )
    day_on = connection.execute("select today('day_on')").fetchone()[0]
    for table in TABLES:
        path = folder / table / f"{day_on}.parquet"
        if path.exists() or (day == 0 and table != "contacts"):
            continue
        part = path.with_suffix(".part")
        copy = f"copy {table}_of_day to ? (format parquet, compression zstd)"
        connection.execute(copy, [str(part)])
        os.replace(part, path)
