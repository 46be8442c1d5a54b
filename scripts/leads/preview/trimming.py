"""Trim a copy of the published file to what edited seeds can move."""

from __future__ import annotations

from pathlib import Path

import duckdb

from leads.preview.reach import Reach

SQL = Path(__file__).parent / "sql"


def trim(copy: Path, reach: Reach) -> None:
    """Keep the concerned leads, and of them what the edits cannot change."""
    told = {
        "insert into edited_models values (?)": [
            (model,) for model in sorted(reach.whole_models)
        ],
        "insert into compared_models values (?)": [
            (model,) for model in reach.compared_models
        ],
        "insert into repriced_rules values (?, ?, ?)": [
            *((model, None, None) for model in sorted(reach.repriced_models)),
            *sorted(reach.rules),
        ],
    }
    with duckdb.connect(str(copy)) as connection:
        connection.execute(
            """
            create temp table edited_models (scoring_model varchar);
            create temp table compared_models (scoring_model varchar);
            create temp table repriced_rules (
                scoring_model varchar, component varchar, rule varchar
            )
            """
        )
        for statement, rows in told.items():
            for row in rows:
                connection.execute(statement, row)
        for name in (
            "concerned_leads",
            "trimmed_leads",
            "kept_rules",
            "trimmed_points" if reach.restated else "trimmed_states",
            "trimmed_proof",
        ):
            connection.execute((SQL / f"{name}.sql").read_text("utf-8"))
