"""The weekly report as a page: report.html says what its sections hold."""

from __future__ import annotations

from pathlib import Path

from leads.database import Row
from leads.page.columns import read_listings
from leads.page.render import render
from leads.page.words import WORDS

FOLDER = Path(__file__).parent
LISTINGS = read_listings(FOLDER / "listings.yml")

# The figures at the top: their table, and the figures that stand below them.
WEEKLY = "reports.rpt_mqls_weekly"
FIGURES = {
    "first_time": (WEEKLY, {"first_time_before": "of_former_week"}),
    "returning_again": (WEEKLY, {"returning_before": "of_former_week"}),
    "open_mqls": ("marts.mqls", {}),
    "urgent": ("marts.mqls", {}),
    "untouched": ("reports.rpt_untouched_mqls", {"overdue": "of_overdue"}),
    "cooling_soon": ("reports.rpt_cooling", {"leaving_soon": "of_leaving"}),
}


def page_of(answers: dict[str, list[Row]], language: str) -> str:
    """The whole page; `language` is the one shown first."""
    return render(
        FOLDER / "report.html",
        WORDS,
        language,
        answers=answers,
        week=answers["week"][0],
        counted=answers["figures"][0],
        figures=FIGURES,
        listings=LISTINGS,
    )
