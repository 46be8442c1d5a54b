"""The page of a preview: preview.html says what its sections hold."""

from __future__ import annotations

from pathlib import Path

from leads.page.columns import read_listings
from leads.page.render import render
from leads.page.words import prose
from leads.preview import words
from leads.preview.models import models_of
from leads.preview.previewing import Preview

FOLDER = Path(__file__).parent
LISTINGS = read_listings(FOLDER / "listings.yml")
ARROW = "\N{NO-BREAK SPACE}\N{RIGHTWARDS ARROW}\N{NO-BREAK SPACE}"
TOP_CAUSES = 10
EMPTY = "(empty)"


def page_of(preview: Preview) -> str:
    """The whole page, in English."""
    return render(
        FOLDER / "preview.html",
        words.WORDS,
        "en",
        preview=preview,
        answers=preview.answers,
        models=models_of(preview.answers, TOP_CAUSES, ARROW),
        listings=LISTINGS,
        reach=words.reach_in_words(preview.models),
        # An empty cell says so, for the dash is of rows that are not.
        edits=[
            {name: EMPTY if cell == "" else cell for name, cell in row.items()}
            for row in words.edited_cells(preview.edits)
        ],
        prose=prose,
    )
