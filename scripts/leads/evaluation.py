"""The evaluation: made on a copy of the published file when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from leads.dbt_run import Selection
from leads.scratch import rebuild, scratch_copy, settings_of

MODELS = "path:models/evaluation"
Variables = dict[str, Any]


@contextmanager
def evaluated(
    project: Path,
    database: Path,
    variables: Variables,
    selection: Selection,
    console: Console,
) -> Iterator[Path]:
    """A copy of the published file with these tables; gone afterwards.

    `variables` are dbt's: which days are judged, which model is looked at.
    Raises InputProblem for a published file that other SQL made.
    """
    told = {**settings_of(project, database), **variables}
    beside = replace(selection, production=database)
    with scratch_copy(database, project / "target") as copy:
        rebuild(copy, project, told, beside, console)
        yield copy


def needed_for(*tables: str) -> Selection:
    """The tables, and what of the evaluation they are made from."""
    return Selection([f"+{table},{MODELS}" for table in tables])


# Past scores held against what happened after them.
JUDGED = needed_for("rpt_backtest", "rpt_backtest_days")
