"""Which week is asked for: ISO weeks, from Monday to Sunday."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from leads.problems import InputProblem

ISO_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


def iso_week(day: date) -> str:
    """The week of a day: 2025-12-29 lies in 2026-W01."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def monday_of(text: str) -> date:
    """The Monday of a week written 2026-W46; InputProblem for anything else."""
    match = ISO_WEEK.fullmatch(text)
    try:
        if match:
            return date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        pass
    raise InputProblem(
        f"{text!r} is not a week: write --week YYYY-Www, such as 2026-W46 "
        "(ISO weeks begin on Monday; a year has 52 of them, or 53)."
    )


def chosen_week(text: str | None, known: dict[str, Any]) -> date:
    """The Monday of the week to report on; `known` is the row of weeks.sql.

    Raises InputProblem if nothing is scored, or the week is not of the history.
    """
    if known["as_of"] is None:
        raise InputProblem(
            "No contact has a score, so there is no week to report on: "
            "build with a folder that holds contacts (build --raw DIR)."
        )
    if text is None:
        return known["default_week"]
    monday = monday_of(text)
    first, last = known["first_week"], known["last_week"]
    if not first <= monday <= last:
        raise InputProblem(
            f"{text} is not in the file: its history runs from "
            f"{iso_week(first)} to {iso_week(last)}. Write one of these weeks, "
            "or build again with a later --as-of."
        )
    return monday
