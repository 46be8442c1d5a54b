"""The suggestion: fitted on earlier snapshots, scored by the SQL on later ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from rich.console import Console

from leads.database import Row, published, rows_of
from leads.dbt_run import Selection
from leads.evaluation import MODELS, Variables, evaluated
from leads.publish import work_folder
from leads.scratch import (
    rebuild,
    scratch_copy,
    settings_of,
    write_seeds_in_force,
)
from leads.suggest.fitting import take_over, write_log_odds
from leads.suggest.folder import check_folder, publish_folder, write_edited
from leads.suggest.printing import mark_of, print_suggestion
from leads.suggest.refusals import (
    check_edits,
    check_split,
    chosen_model,
    nothing_fitted,
)

PRICED = Selection(["source:suggestion+"])
# All that is known before anything is fitted.
LAID_OUT = Selection(
    [f"+path:models/evaluation/suggestion,{MODELS}", f"+rpt_suggestion_*,{MODELS}"]
    + [f"+{table},{MODELS}" for table in ("rpt_suggestion", "int_reached_points")],
    PRICED.nodes,
)
# What edited points make of the facts in force, and the figures that a
# suggestion is compared by.
SCORED = Selection(
    ["+lead_scores", "+rpt_backtest", "+int_reached_points"],
    ["path:models/staging", "path:models/facts"],
)


@dataclass
class Wish:
    """What was asked for; what is None is as the seeds say."""

    model: str | None = None
    train_to: date | None = None
    test_from: date | None = None
    horizon: int | None = None

    def variables(self, model: str) -> Variables:
        """The same as dbt is told it."""
        told = {
            "suggest_model": model,
            "suggest_train_to": self.train_to,
            "suggest_test_from": self.test_from,
            "backtest_horizon": self.horizon,
        }
        return {name: str(value) for name, value in told.items() if value}


def suggest(
    project: Path, database: Path, wish: Wish, out: Path | None, console: Console
) -> None:
    """Write a seed folder with suggested points and show how it does later.

    Raises InputProblem, and writes nothing, where the data cannot say.
    """
    if out:
        check_folder(out, project)
    model = chosen_model(database, wish.model)
    out = out or database.parent / "suggestions" / model
    check_folder(out, project)
    variables = wish.variables(model)
    told = {**settings_of(project, database), **variables}

    with (
        work_folder(project / "target", "suggest", "building") as work,
        evaluated(project, database, variables, LAID_OUT, console) as file,
    ):
        split = split_of(file)
        if not write_log_odds(file):
            raise nothing_fitted(model)
        price = replace(PRICED, production=database)
        edits = priced(file, project, told, price, console)
        check_edits(edits, model)
        seeds, made = work / "in_force", work / "suggested"
        write_seeds_in_force(database, seeds)
        # Thresholds are known when the points have been scored, so: twice.
        for _ in range(2):
            write_edited(seeds, made, edits)
            with scored_with(project, database, made, work, told, console) as scored:
                take_over(scored, file, model)
            edits = priced(file, project, told, price, console)
        publish_folder(made, out, mark_of(split))
        with published(file) as connection:
            print_suggestion(connection, split, edits, out, console)


def split_of(file: Path) -> Row:
    """Which cases teach and which judge; InputProblem where they are too few."""
    with published(file) as connection:
        (split,) = rows_of(connection, "select * from reports.rpt_suggestion")
    check_split(split)
    return split


def priced(
    file: Path,
    project: Path,
    told: Variables,
    selection: Selection,
    console: Console,
) -> list[Row]:
    """The cells that change, from what was fitted and how that scores."""
    rebuild(file, project, told, selection, console)
    with published(file) as connection:
        return rows_of(
            connection,
            """
            select * from reports.rpt_suggested_cells
            order by seed, row_number, column_name
            """,
        )


@contextmanager
def scored_with(
    project: Path,
    database: Path,
    seeds: Path,
    work: Path,
    told: Variables,
    console: Console,
) -> Iterator[Path]:
    """A file in which these seeds are scored and evaluated; gone afterwards."""
    beside = replace(SCORED, production=database)
    with scratch_copy(database, work) as copy:
        rebuild(copy, project, told, beside, console, seeds)
        yield copy
