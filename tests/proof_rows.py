"""An invented company whose past can be judged, and what the backtest needs of it."""

import random
from datetime import date, timedelta

from compiled_project import PROJECT
from raw_rows import read_seeds
from reference.values import moment

SHIPPED = read_seeds(PROJECT / "seeds")
AS_OF = date(2025, 12, 31)
CUT = date(2025, 9, 1)
HORIZON = 30
OUTCOMES = [
    {
        "scoring_model": "campaign",
        "outcome": "purchase",
        "population": "everybody",
        "repeats": "yes",
        "horizon_days": str(HORIZON),
        "why": "test",
    },
    {
        "scoring_model": "first_version",
        "outcome": "deal_won",
        "population": "everybody",
        "repeats": "no",
        "horizon_days": str(HORIZON),
        "why": "test",
    },
]
LEVELS = [
    {"level": "confidence_z", "value": "1.96", "why": "test"},
    {"level": "min_conversions", "value": "2", "why": "test"},
    {"level": "min_contacts", "value": "2", "why": "test"},
    {"level": "backtest_cuts", "value": "9", "why": "test"},
]
SEEDS = {**SHIPPED, "outcomes": OUTCOMES, "proof_levels": LEVELS}
HAPPENED_AT = {
    "contacts": "created_at",
    "events": "occurred_at",
    "orders": "ordered_at",
    "deals": "created_at",
    "sales_touches": "touched_at",
    "contact_changes": "valid_from",
}
DEEDS = ["email_opened", "webinar_attended", "quote_requested", "cart_added"]


def known_by(raw, day, tables=tuple(HAPPENED_AT)):
    """The raw rows without those of these tables that are dated after a day."""

    def is_known(table, row):
        at = moment(row.get(HAPPENED_AT[table]))
        return at is None or at.date() <= day

    return {
        table: [row for row in rows if table not in tables or is_known(table, row)]
        for table, rows in raw.items()
    }


def company(contacts=120, seed=7):
    """Private buyers with events and orders through a year, the same every time."""
    chance = random.Random(seed)

    def day():
        return (date(2025, 1, 1) + timedelta(days=chance.randrange(365))).isoformat()

    ids = [f"c{number}" for number in range(contacts)]
    return {
        "contacts": [
            {
                "contact_id": each,
                "created_at": "2025-01-01",
                "audience": "b2c",
                "Sector": chance.choice(["technology", "art", None]),
            }
            for each in ids
        ],
        "events": [
            {
                "event_id": f"e{number}",
                "contact_id": chance.choice(ids),
                "event_type": chance.choice(DEEDS),
                "occurred_at": day(),
            }
            for number in range(contacts * 3)
        ],
        "orders": [
            {
                "order_id": f"o{number}",
                "contact_id": chance.choice(ids[: contacts // 2]),
                "ordered_at": day(),
                "amount": str(chance.randrange(20, 900)),
            }
            for number in range(contacts * 2)
        ],
        "contact_changes": [
            {
                "contact_id": each,
                "attribute": "sector",
                "value": chance.choice(["health", "finance", None]),
                "valid_from": day(),
            }
            for each in ids[::3]
        ],
    }
