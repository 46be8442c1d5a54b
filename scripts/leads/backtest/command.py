"""The command: judges the days asked for, and prints how past scores did."""

from __future__ import annotations

import os
from pathlib import Path

from duckdb import DuckDBPyConnection
from rich.console import Console

from leads.backtest.tables import print_model
from leads.database import published, rows_of
from leads.evaluation import Variables, evaluated, needed_for
from leads.export_csv import write_csv
from leads.problems import InputProblem

TABLES = needed_for("rpt_backtest", "rpt_backtest_labels", "rpt_backtest_models")


def run_backtest(
    database: Path,
    project: Path,
    variables: Variables,
    out: Path | None,
    console: Console,
) -> None:
    """Print how past scores did, and write all figures to `out` if asked.

    The days are judged in a copy of the published file. Raises InputProblem
    where nothing can be judged.
    """
    check_days(database, variables)
    with (
        evaluated(project, database, variables, TABLES, console) as file,
        published(file) as connection,
    ):
        show(connection, out, console)


def check_days(database: Path, variables: Variables) -> None:
    with published(database) as connection:
        (row,) = rows_of(connection, "select as_of from run.run_as_of")
    as_of = str(row["as_of"])
    for option in ("from", "to"):
        # Days are written so that their texts are in order, too.
        if variables.get(f"backtest_{option}", "") > as_of:
            raise InputProblem(
                f"--{option} is after {as_of}, the day scored as of: nothing is "
                "known of what came after."
            )


def show(connection: DuckDBPyConnection, out: Path | None, console: Console) -> None:
    models = rows_of(
        connection, "select * from reports.rpt_backtest_models order by scoring_model"
    )
    if not models:
        raise InputProblem(
            "No outcome is defined, so there is nothing to judge a score by: add a "
            "row for an active scoring model to outcomes.csv, and build."
        )
    for model in models:
        print_model(connection, model, console)
    if out:
        write_rows(connection, out)
        console.print(f"Written to {out}", soft_wrap=True)


def write_rows(connection: DuckDBPyConnection, out: Path) -> None:
    """Write all figures beside and rename: nobody ever reads half a file."""
    rows = rows_of(
        connection,
        """
        select * from reports.rpt_backtest
        order by
            scoring_model, cut_on, contender, group_kind,
            try_cast(group_name as integer), group_name
        """,
    )
    building = out.with_name(f".{out.name}.building")
    try:
        columns = list(rows[0]) if rows else []
        write_csv(building, columns, (list(row.values()) for row in rows))
        os.replace(building, out)
    except OSError as error:
        building.unlink(missing_ok=True)
        raise InputProblem(
            f"{out} cannot be written ({error.strerror}): "
            "name another file with --out FILE.csv."
        ) from error
