"""What a preview says in words, in the terminal and on the page alike."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from leads.database import Row
from leads.formats import written
from leads.page.words import NOTHING, TEXTS, Words
from leads.preview.edits import Edit

WORDS = Words(("en",), TEXTS, Path(__file__).with_name("texts.csv"))


def english(name: str, *values: Any) -> str:
    """A text of the preview, as plain words."""
    return WORDS.say(name, "en", *values)


def figure(kind: str, value: Any) -> str:
    """A number as a kind of formats.py; a dash where there is none."""
    return NOTHING if value is None else written(kind, value, "en")


def basis(row: Row) -> str:
    """What a proof rests on."""
    return (
        f"{row['scoring_model']}: {row['judged']:,} leads scored as of {row['cut_on']} "
        f"and judged by {spoken(row['outcome'])} within {row['horizon_days']} days; "
        f"{row['converted']:,} converted."
    )


def edited_cells(edits: Iterable[Edit]) -> list[Row]:
    """The edits as rows; an edit of a whole row says which in place of a cell."""
    return [
        {
            "file_name": f"{edit.seed}.csv",
            "row_name": edit.name,
            "cell": edit.column or kind_of(edit),
            "before": edit.before,
            "after": edit.after,
        }
        for edit in edits
    ]


def kind_of(edit: Edit) -> str:
    if edit.before is None:
        return "row added"
    return "row removed" if edit.after is None else "order of the rows"


def reach_in_words(models: Iterable[str]) -> list[str]:
    """Whom the edits can move, one sentence for each model."""
    return [
        f"The edits reach the model {model}: all its leads were scored again."
        for model in models
    ] or [english("empty.models")]


def spoken(name: str) -> str:
    return name.replace("_", " ")
