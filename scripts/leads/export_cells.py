"""What a value of a table is as text, and which text a spreadsheet would run."""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal
from typing import Any

# Blanks, control characters and marks without a width may come before the sign.
# Besides the plain signs: their full-width and small forms, and a real minus.
FORMULA = re.compile(
    r"[\s\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*"
    r"[=+\-@＝＋－＠﹦﹢﹣﹫−]"  # noqa: RUF001 - looking alike is the point
    r"|[\t\r\n]"
)


def runs_as_formula(text: str) -> bool:
    """True for text that Excel, LibreOffice or Sheets could take for a formula."""
    return FORMULA.match(text) is not None


def is_number(value: Any) -> bool:
    """True for finite numbers; yes and no are none."""
    is_numeric = isinstance(value, int | float | Decimal)
    return is_numeric and not isinstance(value, bool) and math.isfinite(value)


def text_of(value: Any) -> str:
    """A value as the text of a cell: days as YYYY-MM-DD, no exponents."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list | tuple):
        return "; ".join(text_of(part) for part in value)
    return str(value)


def csv_cell(value: Any) -> str:
    """The text of a cell, with an apostrophe before what would be run.

    Numbers and days stay as they are: a number below zero is a number.
    """
    text = text_of(value)
    if is_number(value) or isinstance(value, date) or not runs_as_formula(text):
        return text
    return f"'{text}"
