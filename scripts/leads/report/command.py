"""The report of a week: read, printed, and written as one page."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from leads.database import published
from leads.files import write_text
from leads.report.page import page_of
from leads.report.queries import answers, ask
from leads.report.terminal import print_week
from leads.report.weeks import chosen_week, iso_week


def write_report(
    database: Path, week: str | None, out: str | None, language: str, console: Console
) -> None:
    """Print the week at a glance and write its page.

    Raises InputProblem for a week that the file does not know, or a place that
    cannot be written.
    """
    with published(database) as connection:
        monday = chosen_week(week, ask(connection, "weeks")[0])
        found = answers(connection, monday)
    default = database.parent / f"report-{iso_week(monday)}.html"
    file = Path(out).resolve() if out else default
    page = page_of(found, language)
    print_week(found, console)
    write_text(file, page, "name another file with --out FILE.html.")
    console.print(f"Written to {file}", soft_wrap=True)
