"""Compare the copy with what is in force: one SQL file for each question."""

from __future__ import annotations

from pathlib import Path

import duckdb

from leads.database import Row, rows_of

FOLDER = Path(__file__).parent / "sql"
QUESTIONS = (
    "mql_counts",
    "mql_changes",
    "ledger_changes",
    "label_moves",
    "score_distribution",
    "sales_load",
    "proof",
    "warnings",
)
ALL_MODELS = """
    select distinct scoring_model from staging.stg_scoring_models
    union
    select distinct scoring_model from in_force.staging.stg_scoring_models
"""


def compare(
    in_force: Path, copy: Path, models: list[str] | None
) -> dict[str, list[Row]]:
    """What every SQL file says, by name; `models` are the ones compared."""
    with duckdb.connect(str(copy), read_only=True) as connection:
        path = str(in_force).replace("'", "''")
        connection.execute(f"attach '{path}' as in_force (read_only)")
        if models is None:
            found = connection.execute(ALL_MODELS).fetchall()
            models = [model for (model,) in found]
        connection.execute("create temp table compared_models (scoring_model varchar)")
        for model in models:
            connection.execute("insert into compared_models values (?)", [model])
        return {name: ask(connection, name) for name in QUESTIONS}


def ask(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    return rows_of(connection, (FOLDER / f"{name}.sql").read_text("utf-8"))
