"""A suggestion in words and tables."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from leads.database import Row
from leads.screen import cell, table
from leads.suggest.desk import Desk


def mark_of(split: Row) -> str:
    """What stands in the folder beside the seeds."""
    return (
        f"Suggested points for {split['scoring_model']}, outcome {split['outcome']} "
        f"within {split['horizon_days']} days. {training(split)} {test(split)} "
        "The next suggestion may replace this folder.\n"
    )


def training(split: Row) -> str:
    return (
        f"Learnt from {split['train_cases']} cases observed {split['train_from']} to "
        f"{split['train_to']}, of which {split['train_converted']} converted."
    )


def test(split: Row) -> str:
    return (
        f"Judged on {split['test_cases']} later cases, {split['test_from']} to "
        f"{split['test_to']}, of which {split['test_converted']} converted."
    )


def print_suggestion(
    desk: Desk, split: Row, edits: list[Row], out: Path, console: Console
) -> None:
    """The cells, what was left alone, and the figures of the later dates."""
    console.print(training(split), test(split), soft_wrap=True)
    if split["known_late"]:
        console.print(
            f"Note: {split['known_late']} outcomes of the training were not known yet "
            f"when the test begins on {split['test_from']}: on that day this "
            "suggestion could not have been made.",
            soft_wrap=True,
        )
    columns = ["file", "row#", "rule", "cell", "was#", "now#", ""]
    console.print(
        table(
            "Suggested cells",
            columns,
            [
                (
                    f"{edit['seed']}.csv",
                    edit["row_number"] + 1,
                    f"{edit['component']} {edit['rule']} {edit['band']}".strip(),
                    edit["column_name"],
                    edit["was"],
                    edit["now"],
                    "",
                )
                for edit in edits
            ],
        )
    )
    listing(desk, console, "Left as they are", "left_alone")
    listing(desk, console, "Contacts by label today", "label_moves")
    listing(desk, console, "On the later dates", "comparison")
    for (verdict,) in (row.values() for row in desk.run("verdict")):
        console.print(cell(verdict), soft_wrap=True)
    console.print(f"Written to {out}. Nothing in force was touched. Look at it:")
    console.print(f"python3 scripts/leads.py preview --seeds {out}", soft_wrap=True)


def listing(desk: Desk, console: Console, title: str, name: str) -> None:
    """A table as the SQL gives it, if it has rows."""
    rows = desk.run(name)
    if rows:
        columns = [*rows[0], ""]
        console.print(table(title, columns, ([*row.values(), ""] for row in rows)))
