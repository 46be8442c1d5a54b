"""The week at a glance in the terminal; the page has the rest."""

from __future__ import annotations

from rich.console import Console

from leads.database import Row
from leads.page.columns import Column, Listing
from leads.page.words import WORDS
from leads.report.page import FIGURES, LISTINGS
from leads.screen import cell, table, table_of

TOP = 10


def print_week(answers: dict[str, list[Row]], console: Console) -> None:
    """Print the figures of the week and the first rows of its lists."""
    week, figures = answers["week"][0], answers["figures"][0]
    console.print(
        f"Week {week['iso_week']}, {week['week_starts_on']} to "
        f"{week['week_ends_on']}; figures as of {week['as_of']}"
    )
    lines = []
    for name, (_, beneath) in FIGURES.items():
        for each, text in {name: f"figure.{name}", **beneath}.items():
            lines.append((english(text).removesuffix(": {}"), figures[each]))
    console.print(table(english("figures"), ["figure", "count#"], lines))
    for name, listing in LISTINGS.items():
        if listing.terminal:
            print_listing(name, listing, listing.rows(answers), console)


def print_listing(
    name: str, listing: Listing, rows: list[Row], console: Console
) -> None:
    """Print the first rows of a listing, or in words that it has none."""
    texts = (f"{group}.{name}" for group in ("sub", "section", "figure"))
    title = english(next(text for text in texts if text in WORDS.texts))
    if not rows:
        empty = WORDS.word(f"empty.{name}", "en", english("none"))
        console.print(f"{title}: {cell(empty)}\n")
        return
    kinds = {column.name: column for column in listing.every_column()}
    headings = {each: heading(kinds[each]) for each in listing.terminal}
    console.print(table_of(title, headings, rows[:TOP]))
    if len(rows) > TOP:
        console.print(f"The first {TOP}; the page has more.\n")


def heading(column: Column) -> str:
    """The heading of the page, a trailing # for numbers as table() wants it."""
    words = WORDS.word(f"column.{column.name}", "en", column.name.replace("_", " "))
    return f"{words}#" if column.is_figure else words


def english(name: str) -> str:
    return WORDS.say(name, "en")
