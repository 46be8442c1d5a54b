"""Accept or reject every raw row, and say why."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from .aliases import Aliases, Identities
from .values import (
    EARLIEST,
    FOREVER,
    SINCE_EVER,
    amount,
    clean_row,
    known_moment,
    like,
    moment,
)


@dataclass(frozen=True)
class Shape:
    """What a raw table calls its own id and time."""

    own_id: str
    happened_at: str


EVENT_TIES = ("contact_id", "anonymous_id", "event_type")
EVENT_TIES += ("page", "channel", "campaign", "asset")


SHAPES = {
    "contacts": Shape("contact_id", "created_at"),
    "events": Shape("event_id", "occurred_at"),
    "orders": Shape("order_id", "ordered_at"),
    "deals": Shape("deal_id", "created_at"),
    "sales_touches": Shape("touch_id", "touched_at"),
    "contact_changes": Shape("change_id", "valid_from"),
    "campaign_costs": Shape("cost_id", "spent_on"),
}


@dataclass(frozen=True)
class Row:
    """A readable raw row; contact_id and cells are as written."""

    contact_id: str | None
    at: datetime
    cells: dict
    updated_at: datetime = SINCE_EVER
    text: str = ""

    @property
    def on(self):
        return self.at.date()


def ignored_as(event: Row, ignored_events: list[dict]) -> str | None:
    """The reason of the first row whose filled conditions all hold, if any."""
    for row in ignored_events:
        conditions = [
            (event.cells.get(row[f"field{n}"]), row[f"pattern{n}"])
            for n in ("", "_2", "_3")
            if row[f"field{n}"]
        ]
        if row["event_type"] in (None, event.cells.get("event_type")) and all(
            like(cell and cell.lower(), pattern.lower()) for cell, pattern in conditions
        ):
            return row["reason"]
    return None


def accept(
    raw: dict, run_at: datetime, ignored_events: list[dict] | None = None
) -> tuple[dict[str, list[Row]], Aliases, Counter]:
    """Accepted rows of every table, who is who, and an audit of all rows.

    Of contacts all usable rows: which of them are somebody else's is known only
    with the day to score as of.
    """
    audit: Counter = Counter()
    accepted: dict[str, list[Row]] = {}
    contacts, reasons = readable("contacts", raw, run_at)
    contacts, older = latest_states(contacts, lambda row: row.cells["contact_id"])
    exported = {row.contact_id for row in contacts}
    aliases = Aliases(raw.get("contact_aliases", []), exported, run_at)
    accepted["contacts"] = contacts
    count(audit, "contacts", contacts, reasons + older)
    count(audit, "contact_aliases", aliases.accepted, aliases.rejections)
    known = aliases.known_ids()
    for table in SHAPES.keys() - {"contacts"}:
        kept, reasons = readable(table, raw, run_at, aliases)
        if table == "events":
            ignored = [ignored_as(event, ignored_events or []) for event in kept]
            audit.update((table, "ignored", reason) for reason in ignored if reason)
            kept = [e for e, reason in zip(kept, ignored, strict=True) if not reason]
            kept, copies = earliest_events(kept)
            reasons += copies
            kept, visits = split(kept, lambda row: not is_anonymous(row, known))
            if visits:
                audit[table, "anonymous", None] = len(visits)
        if table != "campaign_costs":
            kept, unknown = split(kept, lambda row: row.contact_id in known)
            reasons += ["unknown_contact"] * len(unknown)
        if table in ("orders", "campaign_costs"):
            kept, unreadable = split(kept, amount_is_a_number)
            reasons += ["unreadable_amount"] * len(unreadable)
        if table != "events":
            own_id = SHAPES[table].own_id
            kept, older = latest_states(kept, lambda row, own=own_id: row.cells[own])
            reasons += older
        accepted[table] = kept
        count(audit, table, kept, reasons)
    return accepted, aliases, audit


def is_anonymous(event: Row, known: set[str]) -> bool:
    """Of a visitor whom nobody knows, in an export that tells visitors apart."""
    is_visit = event.cells.get("contact_id") is None and "anonymous_id" in event.cells
    return is_visit and event.contact_id not in known


def count(audit: Counter, table: str, kept: list, reasons: list[str]) -> None:
    if kept:
        audit[table, "accepted", None] = len(kept)
    for reason in reasons:
        outcome = "superseded" if reason == "superseded" else "rejected"
        audit[table, outcome, reason] += 1


def amount_is_a_number(row: Row) -> bool:
    return amount(row.cells.get("amount")) is not None


def split(rows: list[Row], keep) -> tuple[list[Row], list[Row]]:
    return [row for row in rows if keep(row)], [row for row in rows if not keep(row)]


def readable(table, raw, run_at, aliases=None) -> tuple[list[Row], list[str]]:
    """Rows with an id and a believable time; reasons for the others."""
    kept, reasons = [], []
    shape = SHAPES[table]
    tomorrow = run_at + timedelta(days=1)
    for written in raw.get(table, []):
        cells = clean_row(written)
        at = moment(cells.get(shape.happened_at))
        if table == "contact_changes":
            cells = change_cells(cells, at)
        if cells.get(shape.own_id) is None:
            reasons.append("missing_id")
        elif at is None:
            reasons.append("unreadable_timestamp")
        elif at < EARLIEST and table != "contact_changes":
            reasons.append("too_early_timestamp")
        elif at > tomorrow:
            reasons.append("future_timestamp")
        else:
            who = cells.get("contact_id")
            if who is None and table == "events":
                # Only aliases tell who a visitor is; a contact of that name is not.
                visitor = cells.get("anonymous_id")
                who = visitor if visitor in aliases.owner else None
            updated_at = known_moment(cells.get("updated_at"))
            if updated_at is None or updated_at > tomorrow:
                updated_at = SINCE_EVER
            text = json.dumps(written, separators=(",", ":"), ensure_ascii=False)
            kept.append(Row(who, at, cells, updated_at, text))
    return kept, reasons


def change_cells(cells: dict, at: datetime | None) -> dict:
    """A change has no id: who, what and when are one together."""
    who, attribute = cells.get("contact_id"), cells.get("attribute")
    value = cells.get("value")
    if who is None or attribute is None:
        return cells
    attribute = attribute.strip().lower()
    return {
        **cells,
        "change_id": (who, attribute, at),
        "attribute": attribute,
        "value": value and value.strip(),
    }


def in_order(cell: str | None) -> tuple:
    """Sorts text as written, unknown last."""
    return (cell is None, cell or "")


def earliest_events(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """Events do not change: the earliest of an id stays, and no merger may change
    which copy that is."""

    def earliest(row: Row) -> tuple:
        ties = [in_order(row.cells.get(name)) for name in EVENT_TIES]
        return (row.at, *ties)

    best: dict[str, Row] = {}
    for row in sorted(rows, key=earliest):
        best.setdefault(row.cells["event_id"], row)
    return list(best.values()), ["duplicate_id"] * (len(rows) - len(best))


def latest_states(
    rows: list[Row], own_id: Callable[[Row], object]
) -> tuple[list[Row], list[str]]:
    """Of everything else the row that was updated last stays, of several the first
    by its text."""
    best: dict[object, Row] = {}
    reasons = []
    by_text = sorted(rows, key=lambda row: row.text)
    for row in sorted(by_text, key=lambda row: row.updated_at, reverse=True):
        kept = best.setdefault(own_id(row), row)
        if kept is not row:
            reasons.append("duplicate_id" if row.text == kept.text else "superseded")
    return list(best.values()), reasons


def one_row_per_contact(
    rows: list[Row], identities: Identities
) -> tuple[list[Row], list[Row]]:
    """The contact's own row stays, else that of the alias merged first, from then
    on; and the rows that give way."""

    def owner(row: Row) -> str:
        return identities.owner(row.contact_id, FOREVER, identities.as_of)

    def own_then_merged_first(row: Row) -> tuple:
        who = row.contact_id
        is_merged = owner(row) != who
        return (is_merged, is_merged and identities.since(who), row.at, who)

    best: dict[str, Row] = {}
    merged = []
    for row in sorted(rows, key=own_then_merged_first):
        who = owner(row)
        if who in best:
            merged.append(row)
            continue
        is_merged = who != row.contact_id
        since = identities.since(row.contact_id) if is_merged else date.min
        since = max(row.at, datetime.combine(since, time.min))
        best[who] = replace(row, contact_id=who, at=since)
    return list(best.values()), merged


def never_contacts(rows: list[Row], aliases: Aliases) -> set[str]:
    """Rows that gave way to another from their own first day on."""
    created = {row.contact_id: row.on for row in rows}
    return {
        merger.alias
        for merger in aliases.accepted
        if merger.alias in created
        and aliases.survivor(merger.alias) in created
        and merger.merged_at.date() <= created[merger.alias]
        and created.get(merger.named, date.min) <= created[merger.alias]
    }
