"""Fit a scorecard on the training cases: SQL lays them out, fit.py fits."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from leads.bootstrap import ensure_environment, environment_folder, python_of
from leads.problems import BuildProblem
from leads.suggest.desk import Desk

HERE = Path(__file__).parent
LOCK = HERE / "requirements.lock"
# More teach the fit nothing and cost it minutes.
MOST_CASES = 200_000
FOLDS = 5
LAYOUT = ("observations", "steps", "fills", "cases", "differences", "verdicts")
INPUTS = ("fitted_steps", "fit_observations", "fit_fills")


def lay_out(desk: Desk) -> None:
    """Who had what on the day observed, and what can be said of each step."""
    for name in (*LAYOUT, *INPUTS, "unit"):
        desk.run(name, most_cases=MOST_CASES, folds=FOLDS)


def fit(desk: Desk, folder: Path) -> Path:
    """A CSV of what each fitted step adds to the log-odds."""
    for name in INPUTS:
        desk.write(name, folder / f"{name}.parquet")
    environment = environment_folder(LOCK)
    try:
        ensure_environment(environment, LOCK)
    except (OSError, RuntimeError) as problem:
        raise BuildProblem(
            f"The packages that fit a suggestion could not be installed: {problem}"
        ) from problem
    # One thread adds floating numbers in one order.
    alone = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [str(python_of(environment)), str(HERE / "fit.py"), str(folder)],
        capture_output=True,
        text=True,
        errors="replace",
        env={**os.environ, **alone},
    )
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise BuildProblem(f"The fit of a suggestion failed: {' '.join(last)}")
    return folder / "log_odds.csv"
