"""A suggestion in words and tables."""

from __future__ import annotations

from pathlib import Path

from duckdb import DuckDBPyConnection

from leads.database import Row, rows_of
from leads.formats import between
from leads.screen import ask, print_rows, say


def mark_of(split: Row) -> str:
    """What stands in the folder beside the seeds."""
    return (
        f"Suggested points for {split['scoring_model']}, outcome {split['outcome']} "
        f"within {split['horizon_days']} days. {learnt_and_judged(split)} "
        "The next suggestion may replace this folder.\n"
    )


def learnt_and_judged(split: Row) -> str:
    return (
        f"Learnt from {split['train_cases']} cases observed {split['train_from']} to "
        f"{split['train_to']}, of which {split['train_converted']} converted. "
        f"Judged on {split['test_cases']} later cases, {split['test_from']} to "
        f"{split['test_to']}, of which {split['test_converted']} converted."
    )


def print_suggestion(
    connection: DuckDBPyConnection, split: Row, edits: list[Row], out: Path
) -> None:
    """The cells, what was left alone, and the figures of the later dates."""
    say(learnt_and_judged(split))
    if split["known_late"]:
        say(
            f"Note: {split['known_late']} outcomes of the training were not known yet "
            f"when the test begins on {split['test_from']}: on that day this "
            "suggestion could not have been made."
        )
    cells = [
        {
            **edit,
            "file": f"{edit['seed']}.csv",
            "priced": f"{edit['component']} {edit['rule']} {edit['band']}".strip(),
        }
        for edit in edits
    ]
    print_rows("suggested_cells", cells)
    for name in ("left_cells", "suggestion_labels"):
        print_rows(name, ask(connection, name))
    days = ask(connection, "suggestion_days")
    intervals = [{**day, "interval": between(day, "auc")} for day in days]
    print_rows("suggestion_days", intervals)
    [row] = rows_of(connection, "from reports.rpt_suggestion_verdict")
    say(row["verdict"])
    say(f"Written to {out}. Nothing in force was touched. Look at it:")
    say(f"python3 scripts/leads.py preview --seeds {out}")
