"""The figures of a proof, as they are written."""

from __future__ import annotations

from typing import Any

from babel.numbers import format_percent

from leads.database import Row
from leads.report.formats import LOCALES, decimals

NOTHING = "\N{EN DASH}"


def share(value: Any, locale: str) -> str:
    return format_percent(value, "#,##0.0 %", locale=locale)


FORMATS = {
    "share": share,
    "area": decimals("0.000"),
    "times": decimals("#,##0.00"),
}
KINDS = {"auc": "area", "precision": "share", "recall": "share", "lift": "times"}


def figure(name: str, row: Row) -> str:
    """A figure of a proof; a dash where there is none."""
    value = row[name]
    return NOTHING if value is None else FORMATS[KINDS[name]](value, LOCALES["en"])


def interval(row: Row) -> str:
    """Where the AUC may as well lie, by chance."""
    ends = [row["auc_low"], row["auc_high"]]
    if None in ends:
        return "too few for an interval"
    low, high = (FORMATS["area"](end, LOCALES["en"]) for end in ends)
    return f"{low} to {high}"
