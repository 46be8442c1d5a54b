"""The tables of the page, and what its rows are made of."""

from __future__ import annotations

from collections.abc import Iterable

from leads.database import Row
from leads.preview import words
from leads.preview.causes import cause_in_words
from leads.preview.figures import interval
from leads.report.layout import Column, Listing, columns

ARROW = "\N{NO-BREAK SPACE}\N{RIGHTWARDS ARROW}\N{NO-BREAK SPACE}"
TOP_CAUSES = 10
EMPTY = "(empty)"


def listing(name: str, key: str, *given: Column | str | tuple[str, str]) -> Listing:
    return Listing(name, name, tuple(key.split()), columns(*given))


TABLES = {
    "edited_cells": listing(
        "edited_cells",
        "file_name row_name cell",
        Column("row_name", beneath=columns("file_name")),
        "cell",
        "before",
        "after",
    ),
    "mql_changes": listing(
        "mql_changes",
        "scoring_model contact_id",
        "contact_id",
        Column("label_after", "code", columns(("label_before", "code"))),
        Column("points_after", "number", columns(("points_before", "number"))),
        ("causes", "prose"),
    ),
    "score_distribution": listing(
        "score_distribution",
        "scoring_model points_from",
        ("points_from", "number"),
        ("points_below", "number"),
        ("contacts_before", "number"),
        ("contacts_after", "number"),
    ),
    "sales_load": listing(
        "sales_load",
        "month audience label",
        "month",
        Column("audience", "code", columns(("label", "code"))),
        ("leads_before", "number"),
        ("leads_after", "number"),
        ("leads_owed", "number"),
        ("follow_ups_per_month", "number"),
        ("is_too_many", "flag"),
    ),
    "proof": listing(
        "proof",
        "scoring_model side",
        "side",
        Column("auc", "area", columns("interval")),
        ("ready", "number"),
        ("precision", "share"),
        ("recall", "share"),
        ("lift", "times"),
    ),
    "warnings": listing(
        "warnings",
        "file_name row_number cell",
        Column("file_name", beneath=columns(("row_number", "number"))),
        "cell",
        ("problem", "prose"),
    ),
}


def edit_rows(edits: Iterable) -> list[Row]:
    """The edits; an empty cell is said to be, for the dash is of rows that are not."""
    return [
        {**row, **{side: or_empty(row[side]) for side in ("before", "after")}}
        for row in words.edited_cells(edits)
    ]


def or_empty(cell: str | None) -> str | None:
    return EMPTY if cell == "" else cell


def change_rows(changes: list[Row], found: dict) -> list[Row]:
    """Who enters or leaves, with the ledger rows behind it in words."""
    rows = []
    for change in changes:
        causes = found.get((change["scoring_model"], change["contact_id"]), [])
        said = cause_in_words(change, causes, TOP_CAUSES, ARROW)
        rows.append({**change, "causes": said})
    return rows


def proof_rows(rows: list[Row]) -> list[Row]:
    return [{**row, "interval": interval(row)} for row in rows]


def labels_of(rows: list[Row]) -> list[str | None]:
    """The labels of both sides, best first; None is nobody's score."""
    ranks = {row["label_before"]: row["rank_before"] for row in rows}
    ranks |= {row["label_after"]: row["rank_after"] for row in rows}
    none = ranks.pop(None, "absent") != "absent"
    best_first = sorted(ranks, key=ranks.__getitem__, reverse=True)
    return [*best_first, *([None] if none else [])]


def matrix_of(rows: list[Row]) -> dict[tuple, Row]:
    """The moves by label before and label after."""
    return {(row["label_before"], row["label_after"]): row for row in rows}
