"""The thresholds a handover could have, side by side."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from leads.problems import InputProblem
from leads.screen import cell, table
from leads.suggest.desk import Desk
from leads.suggest.refusals import chosen_model


def calibrate(
    database: Path, model: str | None, precision: float, console: Console
) -> None:
    """Print what each way to draw the line would bring.

    Raises InputProblem for an unknown model, or one of which nothing is known.
    """
    desk = Desk()
    asked = {"model": model, "precision": precision}
    with desk.reading(database):
        if model is not None:
            chosen_model(desk, model)
        rows = desk.run("thresholds", **asked)
        missing = desk.run("missing_thresholds", **asked)
    if not rows:
        raise InputProblem(
            "No model has both a handover label (scoring_models.csv) and an outcome "
            "(outcomes.csv): there is no threshold to calibrate."
        )
    columns = [*rows[0], ""]
    lines = ([*row.values(), ""] for row in rows)
    console.print(table("Thresholds of the handover", columns, lines))
    for row in missing:
        console.print(cell(row["sentence"]), soft_wrap=True)
