"""Fit a scorecard: what each step adds to the log-odds of an outcome.

A program of its own, run in the environment of requirements.lock beside it:
python fit.py FOLDER, with fit_observations, fitted_steps and fit_fills as Parquet.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from glum import GeneralizedLinearRegressorCV

# From hardly any to so strong that nothing is left.
STRENGTHS = np.logspace(-1, -5, 13)


def main(folder: Path) -> None:
    observations = pd.read_parquet(folder / "fit_observations.parquet")
    steps = pd.read_parquet(folder / "fitted_steps.parquet")
    fills = pd.read_parquet(folder / "fit_fills.parquet")
    had = np.zeros((len(observations), len(steps)))
    had[fills["place"], fills["step_place"]] = fills["fill"]
    model = GeneralizedLinearRegressorCV(
        family="binomial",
        l1_ratio=0,
        alphas=STRENGTHS,
        cv=folds(observations["fold"].to_numpy()),
        lower_bounds=np.where(steps["step_points"] > 0, 0, -np.inf),
        upper_bounds=np.where(steps["step_points"] > 0, np.inf, 0),
    )
    model.fit(had, observations["has_converted"].astype(float))
    fitted = pd.DataFrame({"step_id": steps["step_id"], "log_odds": model.coef_})
    fitted.round(6).to_csv(folder / "log_odds.csv", index=False)


def folds(fold: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Whoever is held out in one of them is in it with all their days."""
    return [
        (np.flatnonzero(fold != held), np.flatnonzero(fold == held))
        for held in np.unique(fold)
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
