"""Values as the page says them, in English: what the report's macros ask for."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from leads.preview.figures import FORMATS
from leads.preview.words import TOO_MANY, spoken
from leads.report.formats import LOCALES, written
from leads.report.layout import SIGNS, Column
from leads.report.said import NOTHING, prose
from leads.report.texts import TEXTS as OF_REPORT
from leads.report.texts import word

# Headings of columns that the weekly report has not, and other words for some.
HEADINGS = {
    "after": "after",
    "auc": "AUC",
    "audience": "leads",
    "before": "before",
    "causes": "ledger rows that differ",
    "cell": "cell",
    "contacts_after": "contacts after",
    "contacts_before": "contacts before",
    "file_name": "file",
    "follow_ups_per_month": "can follow up",
    "is_too_many": "mark",
    "leads_after": "after",
    "leads_before": "before",
    "lift": "lift",
    "month": "month",
    "points_after": "points",
    "precision": "precision",
    "problem": "problem",
    "ready": "on the list",
    "recall": "recall",
    "row_name": "row",
    "side": "rules",
}
TEXTS = OF_REPORT | {f"column.{name}": {"en": say} for name, say in HEADINGS.items()}
TEXTS["cell.row_number"] = {"en": "row {}"}


def text(name: str, *values: tuple[str, Any]) -> str:
    """A text of the report, in English; values are for its {}."""
    told = [written(kind, value, "en") for kind, value in values]
    return TEXTS[name]["en"].format(*told)


def value(column: Column, given: Any) -> Markup:
    """A cell's value; an empty one is a dash, for a blank may be an oversight."""
    if column.kind == "flag":
        return too_many() if given else Markup("")
    if column.kind == "code":
        return escape(code(given))
    if given is None:
        return escape(NOTHING)
    return prose(given) if column.kind == "prose" else escape(number(column, given))


def number(column: Column, given: Any) -> str:
    if column.kind in FORMATS:
        return FORMATS[column.kind](given, LOCALES["en"])
    return written(column.kind, given, "en")


def code(given: str | None) -> str:
    """A word of the project, or of the seeds."""
    return "not scored" if given is None else word(f"code.{given}", spoken(given), "en")


def small(column: Column, given: Any) -> Markup:
    """A value in the smaller line, with the words it needs there."""
    told = code(given) if column.kind == "code" else number(column, given)
    name = f"cell.{column.name}"
    return escape(TEXTS[name]["en"].format(told) if name in TEXTS else told)


def too_many() -> Markup:
    """A mark with a sign, so that colour is not all that tells it apart."""
    return Markup(
        '<span class="badge bad"><span aria-hidden="true">{}</span> {}</span>'
    ).format(SIGNS["bad"], TOO_MANY)
