"""The week at a glance in the terminal; the page has the rest."""

from __future__ import annotations

from leads.database import Row
from leads.page.columns import Column, Listing
from leads.page.words import WORDS
from leads.report.page import FIGURES, LISTINGS
from leads.screen import make_console, say, table

TOP = 10


def print_week(answers: dict[str, list[Row]]) -> None:
    """Print the figures of the week and the first rows of its lists."""
    week, figures = answers["week"][0], answers["figures"][0]
    say(
        f"Week {week['iso_week']}, {week['week_starts_on']} to "
        f"{week['week_ends_on']}; figures as of {week['as_of']}"
    )
    lines = []
    for name, (_, beneath) in FIGURES.items():
        for each, text in {name: f"figure.{name}", **beneath}.items():
            lines.append((english(text).removesuffix(": {}"), figures[each]))
    headings = ["figure", "count#"]
    make_console().print(table(english("figures"), headings, lines))
    for name, listing in LISTINGS.items():
        if listing.terminal:
            print_listing(name, listing, listing.rows(answers))


def print_listing(name: str, listing: Listing, rows: list[Row]) -> None:
    """Print the first rows of a listing, or in words that it has none."""
    texts = (f"{group}.{name}" for group in ("sub", "section", "figure"))
    title = english(next(text for text in texts if text in WORDS.texts))
    if not rows:
        say(f"{title}: {WORDS.word(f'empty.{name}', 'en', english('none'))}\n")
        return
    headings = [heading(column) for column in listing.in_terminal()]
    cells = ([row[name] for name in listing.terminal] for row in rows[:TOP])
    make_console().print(table(title, headings, cells))
    if len(rows) > TOP:
        say(f"The first {TOP}; the page has more.\n")


def heading(column: Column) -> str:
    """The heading of the page, a trailing # for numbers as table() wants it."""
    words = WORDS.word(f"column.{column.name}", "en", column.name.replace("_", " "))
    return f"{words}#" if column.is_figure else words


def english(name: str) -> str:
    return WORDS.say(name, "en")
