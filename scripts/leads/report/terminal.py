"""The week at a glance in the terminal; the page has the rest."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from leads.database import Row
from leads.report.layout import Column
from leads.report.listings import LISTINGS
from leads.report.texts import TEXTS, word
from leads.screen import cell, table

TOP = 10

# Heading in texts.csv, listing, its columns; the last one is prose.
TABLES = [
    (
        "section.new_mqls",
        "new_mqls",
        "contact_id scoring_model label total_points opened_on opening reasons",
    ),
    (
        "section.untouched",
        "untouched",
        "contact_id audience label is_urgent hours_waited hours_overdue reasons",
    ),
    (
        "figure.cooling_soon",
        "cooling_soon",
        "contact_id scoring_model label next_label cools_on leaves_sales fading",
    ),
    (
        "sub.deliveries",
        "deliveries",
        "month_starts_on audience label leads_delivered leads_owed delivery",
    ),
    (
        "sub.first_touches",
        "first_touches",
        "month_starts_on audience label touched_in_time touched_late untouched "
        "waiting in_time_share",
    ),
    (
        "sub.follow_ups",
        "follow_ups",
        "month_starts_on audience label followed_up follow_ups_owed follow_up",
    ),
    (
        "sub.rises",
        "rises",
        "contact_id scoring_model points_before change points_after label_after "
        "ledger_rows",
    ),
    (
        "sub.falls",
        "falls",
        "contact_id scoring_model points_before change points_after label_after "
        "ledger_rows",
    ),
]

FIGURES = {
    "first_time": "figure.first_time",
    "first_time_before": "of_former_week",
    "returning_again": "figure.returning_again",
    "returning_before": "of_former_week",
    "open_mqls": "figure.open_mqls",
    "urgent": "figure.urgent",
    "untouched": "figure.untouched",
    "overdue": "of_overdue",
    "cooling_soon": "figure.cooling_soon",
    "leaving_soon": "of_leaving",
}


def print_week(answers: dict[str, list[Row]], console: Console) -> None:
    """Print the figures of the week and the first rows of its lists."""
    week, figures = answers["week"][0], answers["figures"][0]
    console.print(
        f"Week {week['iso_week']}, {week['week_starts_on']} to "
        f"{week['week_ends_on']}; figures as of {week['as_of']}"
    )
    lines = [
        (say(text).removesuffix(": {}"), figures[name])
        for name, text in FIGURES.items()
    ]
    console.print(table(say("figures"), ["figure", "count#"], lines))
    for title, name, names in TABLES:
        print_listing(say(title), name, names.split(), answers, console)


def print_listing(
    title: str,
    name: str,
    names: list[str],
    answers: dict[str, list[Row]],
    console: Console,
) -> None:
    """Print the first rows of a listing, or in words that it has none."""
    listing = LISTINGS[name]
    rows = listing.rows(answers)
    if not rows:
        empty = word(f"empty.{name}", say("none"), "en")
        console.print(f"{title}: {cell(empty)}\n")
        return
    kinds = {column.name: column for column in every(listing.columns)}
    headings = [heading(kinds[each]) for each in names]
    first = [[row[each] for each in names] for row in rows[:TOP]]
    console.print(table(title, headings, first))
    if len(rows) > TOP:
        console.print(f"The first {TOP}; the page has more.\n")


def every(columns: tuple[Column, ...]) -> Iterator[Column]:
    for column in columns:
        yield column
        yield from every(column.beneath)


def heading(column: Column) -> str:
    """The heading of the page, a trailing # for numbers as table() wants it."""
    words = word(f"column.{column.name}", column.name.replace("_", " "), "en")
    return f"{words}#" if column.is_figure else words


def say(name: str) -> str:
    return TEXTS[name]["en"]
