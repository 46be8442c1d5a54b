"""The report of a week: read, printed, and written as one page."""

from __future__ import annotations

from pathlib import Path

from leads.database import published
from leads.files import whole_file
from leads.report.page import page_of
from leads.report.queries import answers, weeks
from leads.report.terminal import print_week
from leads.report.weeks import chosen_week, iso_week
from leads.screen import say


def write_report(db: Path, week: str | None, out: Path | None, language: str) -> None:
    """Print the week at a glance and write its page.

    Raises InputProblem for a week that the file does not know, or a place that
    cannot be written.
    """
    with published(db) as connection:
        monday = chosen_week(week, weeks(connection))
        found = answers(connection, monday)
    file = out or db.parent / f"report-{iso_week(monday)}.html"
    page = page_of(found, language)
    print_week(found)
    with whole_file(file, "name another file with --out FILE.html.") as beside:
        beside.write_text(page, encoding="utf-8", newline="\n")
    say(f"Written to {file}")
