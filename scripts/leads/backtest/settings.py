"""What somebody chose to judge: checked, and as dbt wants to be told."""

from __future__ import annotations

from datetime import date

from leads.problems import InputProblem

LONGEST_HORIZON = 3650
VARIABLES = [f"backtest_{name}" for name in ("from", "to", "every", "horizon")]
# The SQL reads nothing of this from the environment: nothing has to be said.
AS_SEEDS_SAY: dict[str, str] = {}


def chosen_settings(
    from_day: str | None, to_day: str | None, every: str | None, horizon: int | None
) -> dict[str, str]:
    """The backtest_ variables of the options given; empty without any.

    Raises InputProblem for what is no day, no horizon, or the wrong way round.
    """
    first, last = read_day("--from", from_day), read_day("--to", to_day)
    if first and last and first > last:
        raise InputProblem(f"--from {first} is after --to {last}: swap the two.")
    if horizon is not None and not 1 <= horizon <= LONGEST_HORIZON:
        raise InputProblem(
            f"--horizon {horizon} is no number of days to wait for an outcome: "
            f"write 1 to {LONGEST_HORIZON}, such as --horizon 90."
        )
    chosen = zip(VARIABLES, (first, last, every, horizon), strict=True)
    return {name: str(value) for name, value in chosen if value}


def read_day(option: str, text: str | None) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or text != day.isoformat():
        raise InputProblem(
            f"{text!r} is not a day: write {option} YYYY-MM-DD, such as 2026-06-30."
        )
    return day
