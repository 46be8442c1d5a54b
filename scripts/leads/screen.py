"""Printing: sentences, cells of any value, tables, and the width of a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from duckdb import DuckDBPyConnection
from rich import box
from rich.console import Console
from rich.table import Table

from leads.database import Row, rows_of
from leads.formats import as_text, written

WIDTH_OF_A_PIPE = 140
TABLES = yaml.safe_load(Path(__file__).with_name("tables.yml").read_text("utf-8"))


def make_console() -> Console:
    """A console that prints data as it is: no markup, no surprises."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    return Console(
        markup=False,
        highlight=False,
        emoji=False,
        width=None if sys.stdout.isatty() else WIDTH_OF_A_PIPE,
    )


def say(sentence: Any = "", wrapped: bool = False) -> None:
    """Print a sentence of any data on one line, a long text of ours wrapped."""
    make_console().print(cell(sentence), soft_wrap=not wrapped)


def cell(value: Any) -> str:
    """A value as text; control characters of foreign data are shown, not sent."""
    if isinstance(value, Decimal):
        value = value.normalize()
    return "".join(
        letter
        if letter.isprintable() or letter == "\n"
        else "\N{REPLACEMENT CHARACTER}"
        for letter in as_text(value, "yes", "no")
    )


def ask(connection: DuckDBPyConnection, name: str, **values: Any) -> list[Row]:
    """The rows of a table of tables.yml."""
    return rows_of(connection, TABLES[name]["rows"], **values)


def print_rows(
    name: str, rows: Sequence[Row], *words: Any, last: Row | None = None
) -> None:
    """Print rows as the table of this name in tables.yml, if there are any.

    `words` are for the title; `last` is a row that stands below a line.
    """
    declared = TABLES[name]
    if not rows and not last and not declared.get("always"):
        return
    columns = [column.split() for column in declared["columns"]]

    def cells(row: Row) -> list[Any]:
        return [shown(row.get(column), *kind) for column, *kind in columns]

    title = cell(declared["title"].format(*words))
    made = table(title, list(declared["columns"].values()), map(cells, rows))
    if last:
        made.add_section()
        made.add_row(*map(cell, cells(last)))
    make_console().print(made)


def shown(value: Any, kind: str = "") -> Any:
    return written(kind, value, "en") if kind and value is not None else value


def table(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
    """A table; a trailing # is of columns of numbers, and the last one holds prose."""
    made = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for place, name in enumerate(headings, start=1):
        made.add_column(
            name.rstrip("#"),
            justify="right" if name.endswith("#") else "left",
            no_wrap=place < len(headings),
            overflow="fold",
        )
    for row in rows:
        made.add_row(*map(cell, row))
    return made
