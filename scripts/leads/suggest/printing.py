"""A suggestion in words and tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection
from rich.console import Console

from leads.database import Row, rows_of
from leads.screen import cell, table


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
    connection: DuckDBPyConnection,
    split: Row,
    edits: list[Row],
    out: Path,
    console: Console,
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
                    edit["row_number"],
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
    listing(
        console,
        "Left as they are",
        ["component", "rule", "part", "left_because", ""],
        rows_of(
            connection,
            """
            select component, rule, part, left_because
            from evaluation.int_fit_verdicts
            where left_because is not null
            order by step_id
            """,
        ),
    )
    listing(
        console,
        "Contacts by label today",
        ["label", "in force#", "suggested#", ""],
        rows_of(
            connection,
            """
            select label, contacts_in_force, contacts_suggested
            from reports.rpt_suggestion_labels
            order by label_rank desc
            """,
        ),
    )
    days = rows_of(
        connection,
        "select * from reports.rpt_suggestion_backtest order by cut_on, place",
    )
    columns = [
        "date",
        "scoring",
        "contacts#",
        "converted#",
        "AUC#",
        "interval",
        "lift of the top tenth#",
        "",
    ]
    console.print(table("On the later dates", columns, map(day_cells, days)))
    (row,) = rows_of(connection, "select * from reports.rpt_suggestion_verdict")
    console.print(cell(row["verdict"]), soft_wrap=True)
    console.print(f"Written to {out}. Nothing in force was touched. Look at it:")
    console.print(f"python3 scripts/leads.py preview --seeds {out}", soft_wrap=True)


def day_cells(row: Row) -> list[Any]:
    interval, lift = None, row["top_tenth_lift"]
    if row["auc_low"] is not None:
        interval = f"{row['auc_low']:.3f} to {row['auc_high']:.3f}"
    return [
        row["cut_on"],
        row["scoring"],
        row["contacts"],
        row["converted"],
        f"{row['auc']:.3f}",
        interval,
        None if lift is None else f"{lift:.2f}",
        "",
    ]


def listing(console: Console, title: str, columns: list[str], rows: list[Row]) -> None:
    """A table of rows as they are, if there are any."""
    if rows:
        console.print(table(title, columns, ([*row.values(), ""] for row in rows)))
