"""Fit a scorecard: what each step adds to the log-odds of an outcome.

A logistic regression in which a step that earns points may not do harm, nor a
penalty good. It is held back (L2, not the intercept): how strongly is chosen on
groups of contacts of which each is held out once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

# From hardly any to so strong that nothing is left, the strongest first: each
# fit begins where the one before ended.
STRENGTHS = np.logspace(-1, -5, 13)


@dataclass
class Cases:
    """Who had how much of which step, in which group, and who converted."""

    had: csr_matrix
    converted: np.ndarray
    fold: np.ndarray

    def only(self, chosen: np.ndarray) -> Cases:
        return Cases(self.had[chosen], self.converted[chosen], self.fold[chosen])


def log_odds_of(cases: Cases, step_points: np.ndarray) -> np.ndarray:
    """What each step adds, to four places: a fit is no more exact than that."""
    bounds = Bounds(
        np.append(np.where(step_points > 0, 0.0, -np.inf), -np.inf),
        np.append(np.where(step_points > 0, np.inf, 0.0), np.inf),
    )
    strengths = STRENGTHS[: best_strength(cases, bounds) + 1]
    return np.round(path(cases, bounds, strengths)[-1][:-1], 4)


def best_strength(cases: Cases, bounds: Bounds) -> int:
    """The place of the strength that foretells best who was held out."""
    losses = []
    for held in np.unique(cases.fold):
        others = cases.only(cases.fold != held)
        left = cases.only(cases.fold == held)
        fits = path(others, bounds, STRENGTHS)
        losses.append([loss(weights, left, 0.0)[0] for weights in fits])
    return int(np.argmin(np.mean(losses, axis=0)))


def path(cases: Cases, bounds: Bounds, strengths: np.ndarray) -> list[np.ndarray]:
    """The weights of the steps, and the intercept, at each strength."""
    share = np.clip(cases.converted.mean(), 1e-9, 1 - 1e-9)
    weights = np.zeros(cases.had.shape[1] + 1)
    weights[-1] = np.log(share / (1 - share))
    fits = []
    for strength in strengths:
        weights = minimize(
            loss,
            weights,
            args=(cases, strength),
            jac=True,
            bounds=bounds,
            method="L-BFGS-B",
            options={"ftol": 1e-13, "gtol": 1e-7, "maxiter": 10_000},
        ).x
        fits.append(weights)
    return fits


def loss(
    weights: np.ndarray, cases: Cases, strength: float
) -> tuple[float, np.ndarray]:
    """How unlikely the outcomes are, on average, and how that changes."""
    steps, intercept = weights[:-1], weights[-1]
    log_odds = cases.had @ steps + intercept
    unlikely = np.logaddexp(0.0, log_odds) - cases.converted * log_odds
    missed = (expit(log_odds) - cases.converted) / len(log_odds)
    change = np.append(cases.had.T @ missed + strength * steps, missed.sum())
    return unlikely.mean() + strength / 2 * steps @ steps, change
