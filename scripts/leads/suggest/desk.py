"""A database in memory on which a suggestion is worked out, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from leads.database import Row, published, rows_of

FOLDER = Path(__file__).parent / "sql"


class Desk:
    """Reads a scored file without keeping it open: others build in between.

    What it works out stays in temporary tables of its own.
    """

    def __init__(self) -> None:
        # One thread: sums of floating numbers come out the same every time.
        self.connection = duckdb.connect(config={"threads": 1})

    @contextmanager
    def reading(self, database: Path) -> Iterator[None]:
        """While this lasts its tables are there under their own names.

        Raises InputProblem for a file that is missing, or that no build made.
        """
        path = str(database).replace("'", "''")
        with published(database):
            attach = f"attach '{path}' as scored (read_only); use scored"
            self.connection.execute(attach)
            try:
                yield
            finally:
                self.connection.execute("use memory; detach scored")

    def run(self, name: str, **values: Any) -> list[Row]:
        """The rows that sql/NAME.sql gives; it is told only the values it names."""
        return self.ask((FOLDER / f"{name}.sql").read_text("utf-8"), **values)

    def ask(self, sql: str, **values: Any) -> list[Row]:
        return rows_of(self.connection, sql, **values)

    def keep(self, table: str, name: str, **values: Any) -> None:
        """What sql/NAME.sql gives, as a table of the desk."""
        rows = (FOLDER / f"{name}.sql").read_text("utf-8")
        self.ask(f"create or replace temp table {table} as {rows}", **values)

    def rows(self, table: str) -> list[Row]:
        return self.ask(f"from {table} order by all")

    def write(self, table: str, file: Path) -> None:
        path = str(file).replace("'", "''")
        self.ask(f"copy (from {table} order by all) to '{path}' (format parquet)")
