"""A preview in the terminal: what moves, at a glance; the page has the rest."""

from __future__ import annotations

from leads.database import Row
from leads.preview.models import Model, models_of
from leads.preview.previewing import Preview
from leads.preview.words import edited_cells, english, figure, reach_in_words
from leads.screen import cell, print_rows, say

TOP_EDITS = 30
TOP = 10
TOP_CAUSES = 3

KINDS = {"auc": "area", "precision": "share", "recall": "share", "lift": "times"}


def print_preview(preview: Preview) -> None:
    """Print what the edits would change; nothing in force has been touched."""
    answers = preview.answers
    models = models_of(answers, TOP_CAUSES, " -> ")
    rows = [{**row, "sides": sides_of(row)} for row in edited_cells(preview.edits)]
    print_first("edited_cells", rows, TOP_EDITS)
    for sentence in reach_in_words(preview.models):
        say(sentence)
    for model in models:
        print_list(model)
        print_labels(model)
    print_load(answers["sales_load"])
    print_proof(models)
    if not answers["warnings"]:
        say(english("empty.warnings"))
    print_rows("new_warnings", answers["warnings"])
    say(f"Nothing in force was touched. {preview.seconds:.1f} seconds.")


def print_list(model: Model) -> None:
    """Print who enters and who leaves the list for sales."""
    before, after = model.counts["mqls_before"], model.counts["mqls_after"]
    say(
        f"\n{model.name}: list for sales {before} -> {after}: "
        f"{len(model.enters)} enter, {len(model.leaves)} leave"
    )
    for name, rows in (("enters", model.enters), ("leaves", model.leaves)):
        lines = [
            {**row, "labels": both(row, "label"), "points": both(row, "points")}
            for row in rows
        ]
        print_first(name, lines, TOP)


def print_labels(model: Model) -> None:
    rows = [{**row, "labels": both(row, "label")} for row in model.movers]
    print_rows("label_moves", rows)
    kept = f"{model.name}: {model.staying} contacts keep their label"
    say(kept if rows else f"{kept}, and nobody gets another")


def print_load(rows: list[Row]) -> None:
    """Print what sales would have got; every line is a month and a promise."""
    say()
    if not rows:
        say(english("empty.load"))
    mark = {True: english("flag.is_too_many")}
    lines = [{**row, "mark": mark.get(row["is_too_many"])} for row in rows]
    print_rows("sales_load", lines)


def print_proof(models: list[Model]) -> None:
    """Print both versions of each model against what came of its leads."""
    for model in models:
        for basis in model.bases or [english("empty.proof", model.name)]:
            say(basis)
    lines = [
        {**row, **{name: figure(kind, row[name]) for name, kind in KINDS.items()}}
        for model in models
        for row in model.proof
    ]
    print_rows("proof", lines)


def print_first(name: str, rows: list[Row], top: int) -> None:
    """Print the first rows, and how many are left out."""
    print_rows(name, rows[:top])
    if rows[top:]:
        say(english("more", str(len(rows[top:]))))


def sides_of(row: Row) -> str:
    """Both sides of an edit; of a row that came or went the one there is."""
    sides = [row["before"], row["after"]]
    return " -> ".join(side or "empty" for side in sides if side is not None)


def both(row: Row, name: str) -> str:
    sides = row[f"{name}_before"], row[f"{name}_after"]
    return " -> ".join("not scored" if side is None else cell(side) for side in sides)
