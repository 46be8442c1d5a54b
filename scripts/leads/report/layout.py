"""Which columns of which table the page lists, and in what manner.

Kinds: text as it stands; prose, text whose dates stay on one line; code, a word
of the project that has a text in each language; badge, a code with a sign; flag,
a badge shown when true; and the kinds of formats.py. Columns in `beneath` stand
smaller in the same cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

WORDS = {"text", "prose", "code", "badge", "flag", "day", "month"}


@dataclass(frozen=True)
class Column:
    name: str
    kind: str = "text"
    beneath: tuple[Column, ...] = ()

    @property
    def is_figure(self) -> bool:
        return self.kind not in {
            "text",
            "prose",
            "code",
            "badge",
            "flag",
            "day",
            "month",
        }


@dataclass(frozen=True)
class Listing:
    """One table of the page: rows of one query, columns of one published table."""

    query: str
    source: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    only: dict[str, Any] = field(default_factory=dict)

    def rows(self, answers: dict[str, list[dict]]) -> list[dict]:
        return [
            row
            for row in answers[self.query]
            if all(row[name] == value for name, value in self.only.items())
        ]


GOOD = {"kept", "go", "worth_it", "won"}
BAD = {"missed", "no_go", "not_worth_it", "is_overdue", "is_urgent", "leaves_sales"}
SIGNS = {"good": "\u2713", "bad": "!", "plain": "\u2022"}


def tone(word: str) -> str:
    """Good, bad or plain: what the sign and the colour of a badge say."""
    if word in GOOD:
        return "good"
    return "bad" if word in BAD else "plain"


def columns(*given: Column | str | Sequence[str]) -> tuple[Column, ...]:
    """Columns, written short: "name" for text, ("name", "kind") for others."""
    return tuple(
        one
        if isinstance(one, Column)
        else Column(one)
        if isinstance(one, str)
        else Column(*one)
        for one in given
    )
