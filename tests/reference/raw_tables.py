"""Accept or reject every raw row, and say why."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .values import EARLIEST, amount, clean, clean_row, like, moment, number


@dataclass(frozen=True)
class Shape:
    """What a raw table calls its own id and time, and how it breaks ties."""

    own_id: str
    happened_at: str
    tie_columns: tuple[str, ...] = ()


SHAPES = {
    "contacts": Shape("contact_id", "created_at"),
    "events": Shape(
        "event_id",
        "occurred_at",
        ("event_type", "page", "channel", "campaign", "asset"),
    ),
    "orders": Shape("order_id", "ordered_at", ("amount", "status")),
    "deals": Shape("deal_id", "created_at", ("stage", "closed_at", "amount")),
    "sales_touches": Shape("touch_id", "touched_at", ("channel", "outcome")),
    "contact_changes": Shape("change_id", "valid_from", ("value",)),
    "campaign_costs": Shape("cost_id", "spent_on", ("campaign", "channel", "amount")),
}


@dataclass(frozen=True)
class Row:
    """A readable raw row; contact_id is the surviving one, cells as written."""

    contact_id: str | None
    at: datetime
    cells: dict

    @property
    def on(self):
        return self.at.date()


class Aliases:
    """Follows merged contacts to the one that survives."""

    def __init__(self, rows: list[dict]):
        self.next: dict[str, str] = {}
        for row in map(clean_row, rows):
            alias, target = row.get("alias_id"), row.get("contact_id")
            if alias and target:
                self.next[alias] = min(target, self.next.get(alias, target))

    def survivor(self, contact_id: str | None) -> str | None:
        passed = []
        while contact_id in self.next:
            if contact_id in passed:
                raise ValueError(f"contact_aliases: a cycle through {contact_id}")
            passed.append(contact_id)
            contact_id = self.next[contact_id]
        return contact_id


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
) -> tuple[dict[str, list[Row]], Counter]:
    """Accepted rows of every table, and an audit of all rows."""
    aliases = Aliases(raw.get("contact_aliases", []))
    audit: Counter = Counter()
    accepted: dict[str, list[Row]] = {}
    for table in SHAPES:
        rows = [clean_row(row) for row in raw.get(table, [])]
        kept, rejections = readable(table, rows, run_at, aliases)
        if table == "events":
            reasons = [ignored_as(event, ignored_events or []) for event in kept]
            audit.update((table, "ignored", reason) for reason in reasons if reason)
            kept = [e for e, reason in zip(kept, reasons, strict=True) if not reason]
        if table == "contacts":
            kept, more = one_row_per_contact(kept)
        else:
            kept, more = one_row_per_id(table, kept)
        if table not in ("contacts", "campaign_costs"):
            known = {contact.contact_id for contact in accepted["contacts"]}
            kept, unknown = split(kept, lambda row, ids=known: row.contact_id in ids)
            more += ["unknown_contact"] * len(unknown)
        if table in ("orders", "campaign_costs"):
            kept, unreadable = split(kept, amount_is_a_number)
            more += ["unreadable_amount"] * len(unreadable)
        accepted[table] = kept
        audit.update((table, "rejected", reason) for reason in rejections + more)
        if kept:
            audit[table, "accepted", None] = len(kept)
    return accepted, audit


def amount_is_a_number(row: Row) -> bool:
    return amount(row.cells.get("amount")) is not None


def split(rows: list[Row], keep) -> tuple[list[Row], list[Row]]:
    return [row for row in rows if keep(row)], [row for row in rows if not keep(row)]


def readable(table, rows, run_at, aliases) -> tuple[list[Row], list[str]]:
    """Rows with an id and a believable time; reasons for the others."""
    kept, reasons = [], []
    shape = SHAPES[table]
    for cells in rows:
        at = moment(cells.get(shape.happened_at))
        if table == "contact_changes":
            cells = change_cells(cells, aliases, at)
        if table == "campaign_costs":
            cells = {**cells, "channel": cells.get("channel") or ""}
            cells["campaign"] = cells.get("campaign") or ""
        if cells.get(shape.own_id) is None:
            reasons.append("missing_id")
        elif at is None:
            reasons.append("unreadable_timestamp")
        elif at < EARLIEST and table != "contact_changes":
            reasons.append("too_early_timestamp")
        elif at > run_at + timedelta(days=1):
            reasons.append("future_timestamp")
        else:
            survivor = aliases.survivor(cells.get("contact_id"))
            kept.append(Row(survivor, at, cells))
    return kept, reasons


def change_cells(cells: dict, aliases: Aliases, at: datetime | None) -> dict:
    """A change has no id: who, what and when are one together."""
    who, attribute = cells.get("contact_id"), cells.get("attribute")
    value = cells.get("value")
    if who is None or attribute is None:
        return cells
    attribute = attribute.strip().lower()
    return {
        **cells,
        "change_id": (aliases.survivor(who), attribute, at),
        "attribute": attribute,
        "value": value and value.strip(),
    }


def in_order(cell: str | None) -> tuple:
    """Sorts text as written, unknown last."""
    return (cell is None, cell or "")


def amount_in_order(cell: str | None) -> tuple:
    """Sorts numbers by size, what is not a number last."""
    value = number(cell)
    return (value is None, value or 0)


def one_row_per_id(table: str, rows: list[Row]) -> tuple[list[Row], list[str]]:
    """The earliest row of each id stays."""
    shape = SHAPES[table]

    def earliest(row: Row) -> tuple:
        ties = [
            amount_in_order(row.cells.get(name))
            if name == "amount"
            else in_order(row.cells.get(name))
            for name in shape.tie_columns
        ]
        # Events do not change, and no merger may change which copy stays.
        who = row.cells["contact_id"] if table == "events" else row.contact_id
        return (row.at, in_order(who), *ties)

    best: dict[str, Row] = {}
    for row in sorted(rows, key=earliest):
        best.setdefault(row.cells[shape.own_id], row)
    return list(best.values()), ["duplicate_id"] * (len(rows) - len(best))


def one_row_per_contact(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """The contact's own earliest row stays, else the earliest of its aliases; the
    contact is known since the first of them all."""

    def is_alias(row: Row) -> bool:
        return row.cells["contact_id"] != row.contact_id

    def own_and_earliest(row: Row) -> tuple:
        rest = [in_order(clean(row.cells[name])) for name in sorted(row.cells)]
        return (is_alias(row), row.at, row.cells["contact_id"], rest)

    best: dict[str, Row] = {}
    reasons = []
    for row in sorted(rows, key=own_and_earliest):
        if row.contact_id not in best:
            since = min(r.at for r in rows if r.contact_id == row.contact_id)
            best[row.contact_id] = replace(row, at=since)
        else:
            reasons.append("merged_contact" if is_alias(row) else "duplicate_id")
    return list(best.values()), reasons
