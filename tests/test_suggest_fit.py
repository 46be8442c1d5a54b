"""The fit finds what makes the outcomes likeliest, within its bounds."""

import numpy as np
import pytest
from scipy.optimize import Bounds
from scipy.sparse import csr_matrix

from leads.suggest.fit import STRENGTHS, Cases, best_strength, log_odds_of, loss, path

FREE = Bounds([-np.inf, -np.inf], [np.inf, np.inf])


def cases_of(columns, converted, folds=5):
    had = csr_matrix(np.array(columns, dtype=float).T)
    converted = np.array(converted, dtype=float)
    return Cases(had, converted, np.arange(len(converted)) % folds)


def half_and_half(with_it, without_it):
    """100 cases with a step and 100 without it, of which so many converted."""
    had = [1] * 100 + [0] * 100
    converted = [n < with_it for n in range(100)] + [n < without_it for n in range(100)]
    return had, converted


def test_without_a_penalty_a_step_is_the_logarithm_of_the_odds_ratio():
    had, converted = half_and_half(60, 20)
    (weights,) = path(cases_of([had], converted), FREE, np.array([0.0]))
    assert weights[0] == pytest.approx(np.log(60 / 40 / (20 / 80)), abs=1e-4)
    assert weights[1] == pytest.approx(np.log(20 / 80), abs=1e-4)


def test_at_the_optimum_nothing_can_be_gained():
    had, converted = half_and_half(60, 20)
    cases = cases_of([had], converted)
    (weights,) = path(cases, FREE, np.array([0.01]))
    assert np.abs(loss(weights, cases, 0.01)[1]).max() < 1e-5


def test_points_never_do_harm_and_penalties_no_good():
    had, converted = half_and_half(20, 60)
    other = np.arange(200) % 2
    cases = cases_of([had, 1 - np.array(had), other], converted)
    fitted = log_odds_of(cases, np.array([5.0, -5.0, 5.0]))
    assert fitted[0] == 0
    assert fitted[1] == 0
    assert fitted[2] >= 0


def test_what_is_always_had_together_shares_equally():
    had, converted = half_and_half(60, 20)
    one, other = log_odds_of(cases_of([had, had], converted), np.array([5.0, 9.0]))
    assert one == other > 0


def test_noise_is_held_back_more_than_a_signal():
    dice = np.random.default_rng(7)
    noise = dice.integers(0, 2, (40, 200))
    converted = dice.integers(0, 2, 200)
    free = Bounds([-np.inf] * 41, [np.inf] * 41)
    had, signal = half_and_half(60, 20)
    strong = best_strength(cases_of(noise, converted), free)
    weak = best_strength(cases_of([had], signal), FREE)
    assert STRENGTHS[strong] > STRENGTHS[weak]


def test_a_second_fit_is_the_first_again():
    dice = np.random.default_rng(3)
    cases = cases_of(dice.integers(0, 2, (8, 300)), dice.integers(0, 2, 300))
    points = np.ones(8)
    assert (log_odds_of(cases, points) == log_odds_of(cases, points)).all()
