"""Compare the copy with what is in force: one SQL file for each question."""

from __future__ import annotations

from pathlib import Path

import duckdb

from leads.database import Row, rows_of
from leads.preview.reach import Reach

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


def compare(in_force: Path, copy: Path, reach: Reach) -> dict[str, list[Row]]:
    """What every SQL file says, by name, of the models that edits reach.

    The copy holds the leads that were scored again: all, or the concerned ones.
    """
    with duckdb.connect(str(copy), read_only=True) as connection:
        path = str(in_force).replace("'", "''")
        connection.execute(f"attach '{path}' as in_force (read_only)")
        models = reach.compared_models
        if reach.everything:
            found = connection.execute(ALL_MODELS).fetchall()
            models = [model for (model,) in found]
        connection.execute("create temp table compared_models (scoring_model varchar)")
        for model in models:
            connection.execute("insert into compared_models values (?)", [model])
        connection.execute(
            "create temp table reach as select ?::boolean as everything",
            [reach.everything],
        )
        connection.execute(sql_of("both_sides"))
        return {name: ask(connection, name) for name in QUESTIONS}


def ask(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    return rows_of(connection, sql_of(name))


def sql_of(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text("utf-8")
