"""The suggestion: fitted on earlier snapshots, scored by the SQL on later ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from leads.database import Row, published, rows_of
from leads.dbt_run import Selection
from leads.files import work_folder
from leads.scratch import (
    EVALUATION,
    Variables,
    evaluated,
    rebuild,
    scratch_copy,
    settings_of,
    write_seeds_in_force,
)
from leads.screen import ask
from leads.suggest.fitting import take_over, write_log_odds
from leads.suggest.folder import check_folder, publish_folder, write_edited
from leads.suggest.printing import mark_of, print_suggestion
from leads.suggest.refusals import (
    OUTCOME,
    check_edits,
    check_split,
    chosen_model,
    nothing_fitted,
)
from leads.workshop import workshop

PRICED = Selection(["source:suggestion+"])
# All that is known before anything is fitted.
LAID_OUT = Selection(
    [
        f"+path:models/evaluation/suggestion,{EVALUATION}",
        f"+rpt_suggestion_*,{EVALUATION}",
    ]
    + [f"+{table},{EVALUATION}" for table in ("rpt_suggestion", "int_reached_points")],
    PRICED.nodes,
)
# What edited points make of the facts in force, and the figures that a
# suggestion is compared by.
SCORED = Selection(
    ["+lead_scores", "+rpt_backtest", "+int_reached_points"],
    ["path:models/staging", "path:models/facts"],
)


def suggest(
    db: Path,
    model: str | None = None,
    train_to: date | None = None,
    test_from: date | None = None,
    horizon: int | None = None,
    out: Path | None = None,
) -> None:
    """Write a seed folder with suggested points and show how it does later.

    What is None is as the seeds say. Raises InputProblem, and writes nothing,
    where the data cannot say.
    """
    if out:
        check_folder(out)
    model = chosen_model(db, model)
    out = out or db.parent / "suggestions" / model
    check_folder(out)
    asked = {
        "suggest_model": model,
        "suggest_train_to": train_to,
        "suggest_test_from": test_from,
        "backtest_horizon": horizon,
    }
    asked = {name: str(value) for name, value in asked.items() if value}
    told = {**settings_of(db), **asked}

    with (
        work_folder(workshop() / "target", "suggest", "building") as work,
        evaluated(db, asked, LAID_OUT) as file,
    ):
        with published(file) as connection:
            [split] = rows_of(connection, "from reports.rpt_suggestion")
            has_outcome = bool(rows_of(connection, OUTCOME, model=model))
        check_split(split, has_outcome)
        if not write_log_odds(file):
            raise nothing_fitted(model)
        edits = priced(file, db, told)
        check_edits(edits, model)
        seeds, made = work / "in_force", work / "suggested"
        write_seeds_in_force(db, seeds)
        # Thresholds are known when the points have been scored, so: twice.
        for _ in range(2):
            write_edited(seeds, made, edits)
            with scratch_copy(db, work) as scored:
                rebuild(scored, told, replace(SCORED, production=db), made)
                take_over(scored, file, model)
            edits = priced(file, db, told)
        publish_folder(made, out, mark_of(split))
        with published(file) as connection:
            print_suggestion(connection, split, edits, out)


def priced(file: Path, db: Path, told: Variables) -> list[Row]:
    """The cells that change, from what was fitted and how that scores."""
    rebuild(file, told, replace(PRICED, production=db))
    with published(file) as connection:
        return ask(connection, "suggested_cells")
