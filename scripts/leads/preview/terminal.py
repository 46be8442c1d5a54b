"""A preview in the terminal: what moves, at a glance; the page has the rest."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console

from leads.database import Row
from leads.preview.models import Model, models_of
from leads.preview.previewing import Preview
from leads.preview.words import edited_cells, english, figure, reach_in_words
from leads.screen import cell, say, table_of

TOP_EDITS = 30
TOP = 10
TOP_CAUSES = 3

# The headings of each table, by column; # marks numbers, as table() wants it.
EDITS = {"file_name": "file", "row_name": "row", "cell": "cell"}
EDITS |= {"sides": "before -> after"}
CHANGES = {"contact_id": "contact", "labels": "label", "points": "points"}
CHANGES |= {"causes": "ledger rows that differ"}
MOVES = {"labels": "label: before -> after", "contacts": "contacts#"}
LOAD = {"month": "month", "audience": "audience", "label": "label"}
LOAD |= {"leads_before": "before#", "leads_after": "after#", "leads_owed": "owed#"}
LOAD |= {"follow_ups_per_month": "can follow up#", "mark": ""}
PROOF = {"scoring_model": "model", "side": "rules", "auc": "AUC#"}
PROOF |= {"interval": "interval", "ready": "on the list#"}
PROOF |= {"precision": "precision#", "recall": "recall#", "lift": "lift#"}
KINDS = {"auc": "area", "precision": "share", "recall": "share", "lift": "times"}
WARNINGS = {"file_name": "file", "row_number": "row#", "cell": "cell"}
WARNINGS |= {"problem": "problem"}


def print_preview(preview: Preview, console: Console) -> None:
    """Print what the edits would change; nothing in force has been touched."""
    answers = preview.answers
    models = models_of(answers, TOP_CAUSES, " -> ")
    rows = [{**row, "sides": sides_of(row)} for row in edited_cells(preview.edits)]
    print_first(console, "Edited cells", EDITS, rows, TOP_EDITS)
    for sentence in reach_in_words(preview.models):
        say(console, sentence)
    for model in models:
        print_list(model, console)
        print_labels(model, console)
    print_load(answers["sales_load"], console)
    print_proof(models, console)
    if not answers["warnings"]:
        say(console, english("empty.warnings"))
    print_all(console, "Odd, but legal, and new", WARNINGS, answers["warnings"])
    console.print(f"Nothing in force was touched. {preview.seconds:.1f} seconds.")


def print_list(model: Model, console: Console) -> None:
    """Print who enters and who leaves the list for sales."""
    before, after = model.counts["mqls_before"], model.counts["mqls_after"]
    console.print()
    say(
        console,
        f"{model.name}: list for sales {before} -> {after}: "
        f"{len(model.enters)} enter, {len(model.leaves)} leave",
    )
    for title, rows in (("Who enters", model.enters), ("Who leaves", model.leaves)):
        lines = [
            {**row, "labels": between(row, "label"), "points": between(row, "points")}
            for row in rows
        ]
        print_first(console, title, CHANGES, lines, TOP)


def print_labels(model: Model, console: Console) -> None:
    rows = [{**row, "labels": between(row, "label")} for row in model.movers]
    print_all(console, "Who changes label", MOVES, rows)
    kept = f"{model.name}: {model.staying} contacts keep their label"
    say(console, kept if rows else f"{kept}, and nobody gets another")


def print_load(rows: list[Row], console: Console) -> None:
    """Print what sales would have got; every line is a month and a promise."""
    console.print()
    if not rows:
        say(console, english("empty.load"))
    mark = {True: english("flag.is_too_many")}
    lines = [{**row, "mark": mark.get(row["is_too_many"])} for row in rows]
    print_all(console, "Leads for sales", LOAD, lines)


def print_proof(models: list[Model], console: Console) -> None:
    """Print both versions of each model against what came of its leads."""
    for model in models:
        for basis in model.bases or [english("empty.proof", model.name)]:
            say(console, basis)
    lines = [
        {**row, **{name: figure(kind, row[name]) for name, kind in KINDS.items()}}
        for model in models
        for row in model.proof
    ]
    print_all(console, "Against what came of it", PROOF, lines)


def print_first(
    console: Console, title: str, headings: Mapping[str, str], rows: list[Row], top: int
) -> None:
    """Print the first rows, and how many are left out."""
    print_all(console, title, headings, rows[:top])
    if rows[top:]:
        say(console, english("more", str(len(rows[top:]))))


def print_all(
    console: Console, title: str, headings: Mapping[str, str], rows: list[Row]
) -> None:
    """Print the rows as a table, if there are any."""
    if rows:
        console.print(table_of(title, headings, rows))


def sides_of(row: Row) -> str:
    """Both sides of an edit; of a row that came or went the one there is."""
    sides = [row["before"], row["after"]]
    return " -> ".join(side or "empty" for side in sides if side is not None)


def between(row: Row, name: str) -> str:
    sides = row[f"{name}_before"], row[f"{name}_after"]
    return " -> ".join("not scored" if side is None else cell(side) for side in sides)
