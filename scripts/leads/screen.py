"""Printing: cells of any value, tables, and the width of a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from leads.formats import as_text

WIDTH_OF_A_PIPE = 140


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


def say(console: Console, sentence: str) -> None:
    """Print a sentence, long or of any data, as it is."""
    console.print(cell(sentence), soft_wrap=True)


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


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
    """A table; columns named with a trailing # hold numbers, the last one prose."""
    made = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for name in columns:
        is_number = name.endswith("#")
        made.add_column(
            name.rstrip("#"),
            justify="right" if is_number else "left",
            no_wrap=name != columns[-1],
            overflow="fold",
        )
    for row in rows:
        made.add_row(*(cell(value) for value in row))
    return made


def table_of(
    title: str, headings: Mapping[str, str], rows: Iterable[Mapping[str, Any]]
) -> Table:
    """A table of rows that have names; headings stand by the column they head."""
    cells = ([row.get(name) for name in headings] for row in rows)
    return table(title, list(headings.values()), cells)
