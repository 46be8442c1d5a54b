"""The page: one HTML file that asks for nothing from anywhere."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from leads.database import Row
from leads.report import said
from leads.report.charts import COLUMN, NARROW, WIDE, draw
from leads.report.formats import LOCALES, days_between
from leads.report.layout import Listing
from leads.report.listings import LISTINGS
from leads.report.texts import LANGUAGES, TEXTS

FOLDER = Path(__file__).parent / "page"


def page_of(answers: dict[str, list[Row]], language: str) -> str:
    """The whole page; `language` is the one shown first."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    week = answers["week"][0]
    return environment.get_template("page.html").render(
        answers=answers,
        week=week,
        figures=answers["figures"][0],
        listings=LISTINGS,
        language=language,
        languages=LANGUAGES,
        texts=TEXTS,
        dates=dates_of(week),
        draw=draw,
        sizes={"wide": WIDE, "column": COLUMN, "narrow": NARROW},
        said=said,
        raw=raw,
        key_of=key_of,
    )


def dates_of(week: Row) -> Markup:
    """From Monday to Sunday."""
    days = week["week_starts_on"], week["week_ends_on"]
    return said.in_each_language(
        lambda language: days_between(*days, LOCALES[language])
    )


def raw(value: Any) -> str:
    """A value as the table has it, for whoever checks the page against it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def key_of(listing: Listing, row: Row) -> str:
    """What names the row in its table."""
    return json.dumps(
        {
            name: str(row[name]) if isinstance(row[name], date) else row[name]
            for name in listing.key
        },
        ensure_ascii=False,
    )
