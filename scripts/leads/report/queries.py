"""Read the published tables: one SQL file for each question of the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from leads.database import Row, rows_of

FOLDER = Path(__file__).parent / "sql"
TOP = 50


def ask(connection: DuckDBPyConnection, name: str, **values: Any) -> list[Row]:
    """The rows that sql/NAME.sql gives; it is told only the values it names."""
    sql = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return rows_of(connection, sql, **values)


def answers(connection: DuckDBPyConnection, week: date) -> dict[str, list[Row]]:
    """What every SQL file of the folder says about the week, by name."""
    names = sorted(file.stem for file in FOLDER.glob("*.sql"))
    return {name: ask(connection, name, week=week, top=TOP) for name in names}
