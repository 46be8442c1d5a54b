"""The command: judges the days asked for, and prints how past scores did."""

from __future__ import annotations

import os
from pathlib import Path

from duckdb import DuckDBPyConnection
from rich.console import Console

from leads.backtest.tables import print_model
from leads.database import Row, published, rows_of
from leads.export_csv import write_csv
from leads.problems import InputProblem
from leads.scratch import JUDGED_AGAIN, rebuild, scratch_copy

FOLDER = Path(__file__).parent / "sql"


def run_backtest(
    database: Path,
    project: Path,
    settings: dict[str, str],
    out: Path | None,
    console: Console,
) -> None:
    """Print how past scores did, and write all figures to `out` if asked.

    Other days than the published file holds are judged in a copy of it. Raises
    InputProblem where nothing can be judged.
    """
    with published(database) as connection:
        check_outcomes(connection, settings)
    if not settings:
        show(database, out, console)
        return
    with scratch_copy(database, project / "target") as copy:
        rebuild(copy, project, settings, JUDGED_AGAIN, console)
        show(copy, out, console)


def check_outcomes(connection: DuckDBPyConnection, settings: dict[str, str]) -> None:
    outcomes = ask(connection, "outcomes")
    if not outcomes:
        raise InputProblem(
            "No outcome is defined, so there is nothing to judge a score by: add a "
            "row for an active scoring model to outcomes.csv, and build."
        )
    as_of = str(outcomes[0]["as_of"])
    for option in ("FROM", "TO"):
        # Days are written so that their texts are in order, too.
        if settings.get(f"LEADS_BACKTEST_{option}", "") > as_of:
            raise InputProblem(
                f"--{option.lower()} is after {as_of}, the day scored as of: nothing "
                "is known of what came after."
            )


def show(database: Path, out: Path | None, console: Console) -> None:
    with published(database) as connection:
        cuts, labels = ask(connection, "cuts"), ask(connection, "labels")
        for model in ask(connection, "models"):
            print_model(model, cuts, labels, console)
        if out:
            write_rows(connection, out)
            console.print(f"Written to {out}", soft_wrap=True)


def ask(connection: DuckDBPyConnection, name: str) -> list[Row]:
    """The rows that sql/NAME.sql gives."""
    return rows_of(connection, (FOLDER / f"{name}.sql").read_text(encoding="utf-8"))


def write_rows(connection: DuckDBPyConnection, out: Path) -> None:
    """Write all figures beside and rename: nobody ever reads half a file."""
    rows = ask(connection, "rows")
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
