"""What a build ends with: the counts, the warnings, the best leads."""

from __future__ import annotations

from collections.abc import Callable

from duckdb import DuckDBPyConnection
from rich.console import Console

from leads.screen import cell, table

AS_OF = "select max(as_of) from marts.lead_scores"

LABELS = """
    select scoring_model, label, count(*)
    from marts.lead_scores
    group by scoring_model, label, label_rank
    order by scoring_model, label_rank desc, label
"""

RAW_ROWS = """
    select table_name, outcome, nullif(reason, outcome) as reason, row_count
    from marts.raw_row_audit
    where row_count > 0
    order by table_name, outcome, reason nulls first
"""

WARNINGS = """
    select file_name, row_number, cell, problem
    from marts.seed_warnings
    order by file_name, row_number, cell
"""

NOT_READY = """
    select readiness_check, subject, measured, needed, reason
    from marts.readiness
    where status = 'no_go'
    order by readiness_check, subject
"""

CHECKS_PASSED = "select count(*) from marts.readiness where status = 'go'"

PAST_FIT = """
    select reason from marts.readiness
    where readiness_check = 'attribute_history' and measured = 0
"""

BEST_LEADS = """
    select scoring_model, rank, contact_id, label, total_points, qualified_on, reasons
    from marts.mqls
    where is_primary
    order by rank, scoring_model, contact_id
    limit 10
"""


def print_summary(connection: DuckDBPyConnection, console: Console) -> None:
    """Print the summary; every number comes from the marts as it stands."""

    def rows(sql: str) -> list[tuple]:
        return connection.execute(sql).fetchall()

    console.print(f"Scores as of {cell(rows(AS_OF)[0][0]) or 'no day: no contacts'}")
    console.print(table("Contacts", ["model", "label", "contacts#"], rows(LABELS)))
    raw_columns = ["table", "outcome", "reason", "rows#"]
    console.print(table("Raw rows", raw_columns, rows(RAW_ROWS)))
    warnings = rows(WARNINGS)
    if warnings:
        columns = ["file", "row#", "cell", "problem"]
        console.print(table("Odd, but legal, in the seeds", columns, warnings))
    print_readiness(rows, console)
    leads = rows(BEST_LEADS)
    columns = ["model", "rank#", "contact", "label", "points#", "qualified", "reasons"]
    if leads:
        console.print(table("Call first", columns, leads))
    else:
        console.print("No lead is ready for sales.")


def print_readiness(rows: Callable[[str], list[tuple]], console: Console) -> None:
    """Go or no-go, and what stands in the way."""
    passed = cell(rows(CHECKS_PASSED)[0][0])
    problems = rows(NOT_READY)
    if problems:
        columns = ["no-go", "about", "found#", "needed#", "why"]
        console.print(table("Not ready for sales yet", columns, problems))
    elif passed == "0":
        console.print("Readiness was not checked: readiness_levels.csv is empty.")
    else:
        console.print(f"Ready for sales: go on all {passed} checks.")
    for (reason,) in rows(PAST_FIT):
        console.print(f"Note: {cell(reason)}.", soft_wrap=True)
