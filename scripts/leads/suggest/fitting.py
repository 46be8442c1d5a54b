"""Fit a scorecard on the training cases: SQL lays them out and prices them."""

from __future__ import annotations

from pathlib import Path

import duckdb

from leads.database import published

# What is told of a scoring, and as what it stands beside the evaluation.
COMPARED = {
    "evaluation.int_reached_points": "reached_points_after",
    "marts.lead_scores": "lead_scores_after",
    "reports.rpt_backtest": "backtest_after",
}


def write_log_odds(file: Path) -> bool:
    """Put what each fitted step adds to the log-odds beside the evaluation.

    Empty tables stand beside it for how the suggestion scores. False when no
    step can be fitted.
    """
    # Heavy to import, and nothing else needs them.
    import numpy as np
    from scipy.sparse import csr_matrix

    from leads.suggest.fit import Cases, log_odds_of

    with published(file) as connection:
        steps, cases, fills = (
            connection.execute(f"from evaluation.{asked}").fetchnumpy()
            for asked in (
                "int_fit_verdicts where is_fitted order by step_id",
                "int_fit_cases order by case_number",
                "int_fit_fills order by case_number, step_id",
            )
        )
    if not len(steps["step_id"]):
        return False
    is_fitted = np.isin(fills["step_id"], steps["step_id"])
    column = np.searchsorted(steps["step_id"], fills["step_id"][is_fitted])
    had = csr_matrix(
        (fills["fill"][is_fitted], (fills["case_number"][is_fitted] - 1, column)),
        shape=(len(cases["fold"]), len(steps["step_id"])),
    )
    converted = cases["has_converted"].astype(float)
    log_odds = log_odds_of(
        Cases(had, converted, cases["fold"]), steps["step_points"].astype(float)
    )
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema suggestion")
        connection.execute(
            "create table suggestion.log_odds (step_id bigint, log_odds double)"
        )
        rows = zip(steps["step_id"].tolist(), log_odds.tolist(), strict=True)
        connection.executemany("insert into suggestion.log_odds values (?, ?)", rows)
        for table, name in COMPARED.items():
            connection.execute(
                f"create table suggestion.{name} as from {table} limit 0"
            )
    return True


def take_over(scored: Path, file: Path, model: str) -> None:
    """Copy how the suggested seeds score this model beside the evaluation."""
    path = str(scored).replace("'", "''")
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"attach '{path}' as scored (read_only)")
        for table, name in COMPARED.items():
            connection.execute(
                f"create or replace table suggestion.{name} as "
                f"from scored.{table} where scoring_model = $model",
                {"model": model},
            )
