"""Why somebody enters or leaves the list: the ledger rows that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from leads.database import Row
from leads.preview.words import spoken

OTHER_CAUSE = "labels, thresholds or exclusions changed"


def causes(ledger_changes: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    """The ledger rows that differ, by model and contact."""
    found = defaultdict(list)
    for row in ledger_changes:
        found[row["scoring_model"], row["contact_id"]].append(row)
    return found


def cause_in_words(change: Row, rows: list[Row], most: int, arrow: str) -> str:
    """Why somebody enters or leaves: at most so many ledger rows that differ."""
    said = ", ".join(ledger_row(row, arrow) for row in rows[:most])
    if rows[most:]:
        said += f" ... and {len(rows[most:])} more"
    if exclusion := exclusion_in_words(change):
        return f"{exclusion}; {said}" if said else exclusion
    if not rows:
        return f"the points are the same: {OTHER_CAUSE}"
    return f"{OTHER_CAUSE}, in spite of {said}" if went_against(change) else said


def exclusion_in_words(change: Row) -> str:
    """Who is kept from sales from now on, or no longer."""
    before, after = change.get("exclusion_before"), change.get("exclusion_after")
    if before == after:
        return ""
    return f"excluded: {spoken(after)}" if after else f"no longer {spoken(before)}"


def went_against(change: Row) -> bool:
    """True for who enters with fewer points, or leaves with more."""
    before, after = change["points_before"], change["points_after"]
    if before is None or after is None:
        return False
    return after < before if change["change"] == "enters" else after > before


def ledger_row(row: Row, arrow: str) -> str:
    """A ledger row: pricing page visit +5 -> +8 (2026-11-14)."""
    rule = f"{row['component']} bound" if row["rule"] == "bound" else row["rule"]
    reason = "" if row["reason"] == "earned" else f" {spoken(row['reason'])}"
    before, after = signed(row["points_before"]), signed(row["points_after"])
    return f"{spoken(rule)}{reason} {before}{arrow}{after} ({row['effective_on']})"


def signed(points: int) -> str:
    return f"{points:+}" if points else "0"
