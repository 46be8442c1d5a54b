"""A contact with everything that is known of it."""

from dataclasses import dataclass

from .raw_tables import Row


@dataclass(frozen=True)
class Person:
    """A contact with what it did up to as_of; deals and changes of any day."""

    contact: Row
    events: list[Row]
    orders: list[Row]
    deals: list[Row]
    changes: list[Row]

    @property
    def id(self) -> str:
        return self.contact.contact_id
