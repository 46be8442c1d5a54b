"""A table as a CSV that a spreadsheet opens and nothing in it can run."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from leads.formats import as_text

# Blanks, control characters and marks without a width may come before the sign.
# Besides the plain signs: their full-width and small forms, and a real minus.
RUN_SIGN = (
    r"[\s\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*"
    r"[=+\-@＝＋－＠﹦﹢﹣﹫−]"  # noqa: RUF001 - looking alike is the point
)
FORMULA = re.compile(rf"{RUN_SIGN}|[\t\r\n]")
# Opened with another sign between cells, a text falls into several of them. A quote
# may stand before what is run, for a reader may take it for that of the cell.
LATER_CELL = re.compile(rf'([;|\t\r\n]"*)(?={RUN_SIGN})')


def write_csv(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write the header and the rows, comma-separated.

    Without the mark at its beginning Excel would not read the file as UTF-8.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(map(csv_cell, columns))
        for row in rows:
            writer.writerow(map(csv_cell, row))


def csv_cell(value: Any) -> str:
    """The text of a cell, with an apostrophe before all in it that would be run.

    Numbers and days stay as they are: a number below zero is a number.
    """
    text = text_of(value)
    if is_number(value) or isinstance(value, date):
        return text
    text = LATER_CELL.sub(r"\1'", text)
    return f"'{text}" if runs_as_formula(text) else text


def text_of(value: Any) -> str:
    """A value as text; yes and no as a spreadsheet writes them."""
    return as_text(value, "TRUE", "FALSE")


def is_number(value: Any) -> bool:
    """True for finite numbers; yes and no are none."""
    is_numeric = isinstance(value, int | float | Decimal)
    return is_numeric and not isinstance(value, bool) and math.isfinite(value)


def runs_as_formula(text: str) -> bool:
    """True for text that Excel, LibreOffice or Sheets could take for a formula."""
    return FORMULA.match(text) is not None
