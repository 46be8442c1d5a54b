"""Which columns a table of a page has, and in what manner each is written."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from leads.database import Row

WORDS = {"text", "prose", "code", "badge", "flag", "day", "month"}


@dataclass(frozen=True)
class Column:
    """A column and those that stand smaller in the same cell.

    Kinds: text as it stands; prose, text whose dates stay on one line; code, a
    word of the project that has a text in each language; badge, a code with a
    sign; flag, a badge shown when true; and the kinds of formats.py.
    """

    name: str
    kind: str = "text"
    beneath: tuple[Column, ...] = ()

    @property
    def is_figure(self) -> bool:
        return self.kind not in WORDS


@dataclass(frozen=True)
class Listing:
    """Rows of one answer, which are rows of one published table, and its columns."""

    answer: str
    table: str
    key: list[str]
    columns: list[Column]
    only: Row = field(default_factory=dict)
    terminal: list[str] = field(default_factory=list)

    def rows(self, answers: dict[str, list[Row]]) -> list[Row]:
        return [
            row
            for row in answers[self.answer]
            if all(row[name] == value for name, value in self.only.items())
        ]

    def key_of(self, row: Row) -> str:
        """What names the row in its table."""
        named = {
            name: str(row[name]) if isinstance(row[name], date) else row[name]
            for name in self.key
        }
        return json.dumps(named, ensure_ascii=False)

    def in_terminal(self) -> list[Column]:
        """The columns shown there, wherever they stand in the page."""
        known = {
            each.name: each for top in self.columns for each in (top, *top.beneath)
        }
        return [known[name] for name in self.terminal]


def read_listings(file: Path) -> dict[str, Listing]:
    """The listings of a YAML file, by name.

    `only` keeps the rows with these values; `terminal` names the columns there.
    A column is written "name kind / name beneath kind / ...", text has no kind.
    """
    declared: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {
        name: Listing(
            given.get("answer", name),
            given.get("table", name),
            given.get("key", "").split(),
            [column(each) for each in given["columns"]],
            given.get("only", {}),
            given.get("terminal", "").split(),
        )
        for name, given in declared.items()
    }


def column(given: str) -> Column:
    first, *rest = (Column(*each.split()) for each in given.split("/"))
    return Column(first.name, first.kind, tuple(rest))
