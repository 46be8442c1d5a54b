"""The thresholds a handover could have, side by side."""

from __future__ import annotations

from pathlib import Path

from leads.database import published, rows_of
from leads.formats import between
from leads.problems import InputProblem
from leads.scratch import evaluated, needed_for
from leads.screen import ask, print_rows, say
from leads.suggest.refusals import HANDED_OVER, chosen_model


def calibrate(db: Path, model: str | None, precision: float) -> None:
    """Print what each way to draw the line would bring.

    Raises InputProblem for an unknown model, or one of which nothing is known.
    """
    if model is not None:
        chosen_model(db, model)
    told = {"calibrate_precision": precision}
    with (
        evaluated(db, told, needed_for("rpt_threshold_choices")) as file,
        published(file) as connection,
    ):
        choices = ask(connection, "thresholds", model=model)
        could_be = bool(rows_of(connection, HANDED_OVER, model=model))
    lines = [
        {
            **row,
            "looks_at": f"{row['handover_label']}: {row['component']}",
            "interval": between(row, "precision"),
        }
        for row in choices
        if row["missing_because"] is None
    ]
    if not lines and could_be:
        raise InputProblem(
            "No past day has a horizon that has passed (horizon_days in outcomes.csv), "
            "with contacts there on it: there is nothing to calibrate by yet."
        )
    if not lines:
        raise InputProblem(
            "No model has both a handover label (scoring_models.csv) and an outcome "
            "(outcomes.csv): there is no threshold to calibrate."
        )
    print_rows("thresholds", lines)
    for row in choices:
        if row["missing_because"] is not None:
            say(f"{row['scoring_model']}: {row['missing_because']}")
