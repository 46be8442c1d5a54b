"""A preview in the terminal: what moves, at a glance; the page has the rest."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from leads.database import Row
from leads.preview import words
from leads.preview.causes import cause_in_words, causes
from leads.preview.figures import figure, interval
from leads.preview.previewing import Preview
from leads.screen import cell, table

TOP_EDITS = 30
TOP = 10
TOP_CAUSES = 3


def print_preview(preview: Preview, console: Console) -> None:
    """Print what the edits would change; nothing in force has been touched."""
    print_edits(preview, console)
    answers = preview.answers
    found = causes(answers["ledger_changes"])
    for counts in answers["mql_counts"]:
        model = counts["scoring_model"]
        changes = words.of_model(answers["mql_changes"], model)
        print_list(counts, changes, found, console)
        print_labels(model, words.of_model(answers["label_moves"], model), console)
    print_load(answers["sales_load"], console)
    print_proof(answers, console)
    print_warnings(answers["warnings"], console)
    console.print(f"Nothing in force was touched. {preview.seconds:.1f} seconds.")


def print_edits(preview: Preview, console: Console) -> None:
    rows = [
        (row["file_name"], row["row_name"], row["cell"], arrow_between(row))
        for row in words.edited_cells(preview.edits)
    ]
    columns = ["file", "row", "cell", "before -> after"]
    console.print(table("Edited cells", columns, rows[:TOP_EDITS]))
    say_more(rows[TOP_EDITS:], console)
    for sentence in words.reach_in_words(preview.reach):
        say(console, sentence)


def arrow_between(row: Row) -> str:
    """Both sides of an edit; of a row that came or went the one there is."""
    sides = [row["before"], row["after"]]
    return " -> ".join(side or "empty" for side in sides if side is not None)


def print_list(counts: Row, changes: list[Row], found: dict, console: Console) -> None:
    """Print who enters and who leaves the list for sales of one model."""
    model = counts["scoring_model"]
    entering, leaving = (
        [row for row in changes if row["change"] == change]
        for change in ("enters", "leaves")
    )
    console.print()
    say(
        console,
        f"{model}: list for sales {counts['mqls_before']} -> {counts['mqls_after']}: "
        f"{len(entering)} enter, {len(leaving)} leave",
    )
    columns = ["contact", "label", "points", "ledger rows that differ"]
    for title, rows in (("Who enters", entering), ("Who leaves", leaving)):
        if rows:
            first = [change_cells(row, found) for row in rows[:TOP]]
            console.print(table(title, columns, first))
        say_more(rows[TOP:], console)


def change_cells(row: Row, found: dict) -> tuple:
    rows = found.get((row["scoring_model"], row["contact_id"]), [])
    why = cause_in_words(row, rows, TOP_CAUSES, " -> ")
    return row["contact_id"], between(row, "label"), between(row, "points"), why


def between(row: Row, name: str) -> str:
    before, after = row[f"{name}_before"], row[f"{name}_after"]
    return " -> ".join(
        "not scored" if side is None else cell(side) for side in (before, after)
    )


def print_labels(model: str, rows: list[Row], console: Console) -> None:
    moves = words.moves_of(rows)
    lines = [(between(row, "label"), row["contacts"]) for row in moves]
    if lines:
        columns = ["label: before -> after", "contacts#"]
        console.print(table("Who changes label", columns, lines))
    kept = f"{model}: {words.staying(rows)} contacts keep their label"
    say(console, kept if lines else f"{kept}, and nobody gets another")


def print_load(rows: list[Row], console: Console) -> None:
    """Print what sales would have got; every line is a month and a promise."""
    console.print()
    if not rows:
        return say(console, words.NO_LOAD)
    names = "month audience label leads_before leads_after leads_owed"
    names += " follow_ups_per_month"
    lines = [
        [row[name] for name in names.split()]
        + [words.TOO_MANY if row["is_too_many"] else ""]
        for row in rows
    ]
    columns = ["month", "audience", "label", "before#", "after#", "owed#"]
    columns += ["can follow up#", ""]
    return console.print(table("Leads for sales", columns, lines))


def print_proof(answers: dict[str, list[Row]], console: Console) -> None:
    """Print both versions of each model against what came of its leads."""
    lines = []
    for counts in answers["mql_counts"]:
        model = counts["scoring_model"]
        rows = words.proof_of(answers["proof"], model)
        lines += [proof_cells(row) for row in rows]
        for basis in words.bases_of(rows) or [words.NO_PROOF.format(model)]:
            say(console, basis)
    if lines:
        columns = ["model", "rules", "AUC#", "interval", "on the list#"]
        columns += ["precision#", "recall#", "lift#"]
        console.print(table("Against what came of it", columns, lines))


def proof_cells(row: Row) -> list[Any]:
    return [
        row["scoring_model"],
        row["side"],
        figure("auc", row),
        interval(row),
        row["ready"],
        *(figure(name, row) for name in ("precision", "recall", "lift")),
    ]


def print_warnings(rows: list[Row], console: Console) -> None:
    if not rows:
        return say(console, "No new warnings.")
    lines = [list(row.values()) for row in rows]
    columns = ["file", "row#", "cell", "problem"]
    return console.print(table("Odd, but legal, and new", columns, lines))


def say_more(left_out: list, console: Console) -> None:
    if left_out:
        say(console, f"... and {len(left_out)} more: in the CSVs")


def say(console: Console, sentence: str) -> None:
    """Print a sentence, long or of any data, as it is."""
    console.print(cell(sentence), soft_wrap=True)
