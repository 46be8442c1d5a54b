"""A contact with everything that is known of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from .aliases import Identities
from .raw_tables import Row


@dataclass(frozen=True)
class Person:
    """A contact with what it did up to as_of; deals and changes of any day.

    The rows are those that are known on `day` to be its own; `on` asks another day.
    """

    contact: Row
    day: date
    accepted: dict[str, list[Row]]
    identities: Identities
    known: dict[date, "Person"] = field(default_factory=dict, compare=False)

    @property
    def id(self) -> str:
        return self.contact.contact_id

    def on(self, day: date) -> "Person":
        since = max([date.min, *(each for each in self.merge_days if each <= day)])
        if since not in self.known:
            self.known[since] = replace(self, day=since)
        return self.known[since]

    @property
    def merge_days(self) -> list[date]:
        return self.identities.days

    def knowledge(self) -> Iterator["Person"]:
        """The contact as it was known before any merger, and after each of them."""
        for day in [date.min, *self.merge_days]:
            yield self.on(day)

    def rows(self, table: str) -> list[Row]:
        return [row for row in self.accepted[table] if self.has(row)]

    def has(self, row: Row) -> bool:
        """A visitor is never the contact of its own name."""
        owners = self.identities.owners(row.contact_id, row.at, self.day)
        is_visit = row.cells.get("contact_id") is None
        return self.id in owners and not (is_visit and self.id == row.contact_id)

    def rows_by_then(self, table: str) -> list[Row]:
        return [row for row in self.rows(table) if row.on <= self.identities.as_of]

    @cached_property
    def events(self) -> list[Row]:
        return self.rows_by_then("events")

    @cached_property
    def orders(self) -> list[Row]:
        return self.rows_by_then("orders")

    @cached_property
    def deals(self) -> list[Row]:
        return self.rows("deals")

    @cached_property
    def changes(self) -> list[Row]:
        return self.rows("contact_changes")
