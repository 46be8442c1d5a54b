"""The command: judges the days asked for, and prints how past scores did."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from leads.backtest.tables import print_model
from leads.database import published, rows_of
from leads.export_csv import write_csv
from leads.files import whole_file
from leads.problems import InputProblem
from leads.scratch import evaluated, needed_for
from leads.screen import say

TABLES = needed_for("rpt_backtest", "rpt_backtest_labels", "rpt_backtest_models")
LONGEST_HORIZON = 3650


def run_backtest(
    db: Path,
    from_day: date | None,
    to_day: date | None,
    every: str | None,
    horizon: int | None,
    out: Path | None,
) -> None:
    """Print how past scores did, and write all figures to `out` if asked.

    The days are judged in a copy of the published file. Raises InputProblem
    where nothing can be judged.
    """
    if from_day and to_day and from_day > to_day:
        raise InputProblem(f"--from {from_day} is after --to {to_day}: swap the two.")
    if horizon is not None and not 1 <= horizon <= LONGEST_HORIZON:
        raise InputProblem(
            f"--horizon {horizon} is no number of days to wait for an outcome: "
            f"write 1 to {LONGEST_HORIZON}, such as --horizon 90."
        )
    check_known(db, {"--from": from_day, "--to": to_day})
    told = {"from": from_day, "to": to_day, "every": every, "horizon": horizon}
    variables = {f"backtest_{name}": str(told[name]) for name in told if told[name]}
    with (
        evaluated(db, variables, TABLES) as file,
        published(file) as connection,
    ):
        show(connection, out)


def check_known(db: Path, days: dict[str, date | None]) -> None:
    with published(db) as connection:
        [row] = rows_of(connection, "select as_of from run.run_as_of")
    for option, day in days.items():
        if day and row["as_of"] and day > row["as_of"]:
            raise InputProblem(
                f"{option} is after {row['as_of']}, the day scored as of: nothing is "
                "known of what came after."
            )


def show(connection: DuckDBPyConnection, out: Path | None) -> None:
    models = rows_of(
        connection, "from reports.rpt_backtest_models order by scoring_model"
    )
    if not models:
        raise InputProblem(
            "No outcome is defined, so there is nothing to judge a score by: add a "
            "row for an active scoring model to outcomes.csv, and build."
        )
    for model in models:
        print_model(connection, model)
    if out:
        figures = connection.sql(
            "from reports.rpt_backtest order by scoring_model, cut_on, contender, "
            "group_kind, try_cast(group_name as integer), group_name"
        )
        with whole_file(out, "name another file with --out FILE.csv.") as beside:
            write_csv(beside, figures.columns, figures.fetchall())
        say(f"Written to {out}")
