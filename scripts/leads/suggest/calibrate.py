"""The thresholds a handover could have, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console

from leads.database import Row, published, rows_of
from leads.evaluation import evaluated, needed_for
from leads.problems import InputProblem
from leads.screen import cell, table
from leads.suggest.refusals import chosen_model

COLUMNS = [
    "model",
    "label looks at",
    "drawn by",
    "threshold#",
    "leads a week#",
    "precision#",
    "interval",
    "recall#",
    "",
]


def calibrate(
    project: Path,
    database: Path,
    model: str | None,
    precision: float,
    console: Console,
) -> None:
    """Print what each way to draw the line would bring.

    Raises InputProblem for an unknown model, or one of which nothing is known.
    """
    if model is not None:
        chosen_model(database, model)
    variables = {"calibrate_precision": precision}
    tables = needed_for("rpt_threshold_choices")
    with (
        evaluated(project, database, variables, tables, console) as file,
        published(file) as connection,
    ):
        rows = rows_of(
            connection,
            """
            select * from reports.rpt_threshold_choices
            where scoring_model = coalesce($model, scoring_model)
            order by scoring_model, place
            """,
            model=model,
        )
    lines = [line_of(row) for row in rows if row["missing_because"] is None]
    if not lines:
        raise InputProblem(
            "No model has both a handover label (scoring_models.csv) and an outcome "
            "(outcomes.csv): there is no threshold to calibrate."
        )
    console.print(table("Thresholds of the handover", COLUMNS, lines))
    for row in rows:
        if row["missing_because"] is not None:
            sentence = f"{row['scoring_model']}: {row['missing_because']}"
            console.print(cell(sentence), soft_wrap=True)


def line_of(row: Row) -> list[Any]:
    interval = None
    if row["precision_low"] is not None:
        interval = f"{row['precision_low']:.3f} to {row['precision_high']:.3f}"
    return [
        row["scoring_model"],
        f"{row['handover_label']}: {row['component']}",
        row["drawn_by"],
        row["threshold"],
        row["leads_per_week"],
        to_places(row["precision_rate"]),
        interval,
        to_places(row["recall"]),
        "",
    ]


def to_places(number: Any) -> str | None:
    return None if number is None else f"{number:.3f}"
