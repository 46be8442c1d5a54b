"""What a build ends with: the counts, the warnings, the best leads."""

from __future__ import annotations

from pathlib import Path

from leads.database import Row, published, rows_of
from leads.screen import ask, cell, print_rows, say

AS_OF = "select max(as_of) as day from marts.lead_scores"
STRAYS = "select problem from marts.seed_warnings where cell = 'as_of'"
READINESS = "from marts.readiness order by readiness_check, subject"


def print_summary(db: Path) -> None:
    """Print the summary; every number comes from the marts as it stands."""
    with published(db) as connection:
        [scored] = rows_of(connection, AS_OF)
        sentence = f"Scores as of {cell(scored['day']) or 'no day: no contacts'}"
        for stray in rows_of(connection, STRAYS):
            sentence += f": {stray['problem']}"
        say(sentence)
        for name in ("unreadable_cells", "contacts", "raw_rows", "seed_warnings"):
            print_rows(name, ask(connection, name))
        print_readiness(rows_of(connection, READINESS))
        leads = ask(connection, "best_leads")
    print_rows("best_leads", leads)
    if not leads:
        say("No lead is ready for sales.")


def print_readiness(checks: list[Row]) -> None:
    """Go or no-go, and what stands in the way."""
    problems = [row for row in checks if row["status"] == "no_go"]
    passed = sum(row["status"] == "go" for row in checks)
    print_rows("not_ready", problems)
    if not problems and not passed:
        say("Readiness was not checked: readiness_levels.csv is empty.")
    elif not problems:
        say(f"Ready for sales: go on all {passed} checks.")
    for row in checks:
        if row["readiness_check"] == "attribute_history" and row["measured"] == 0:
            say(f"Note: {row['reason']}.")
