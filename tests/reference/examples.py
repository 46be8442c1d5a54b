"""The published tables as seeds, and the shortest way to write raw rows.

The seeds are written out here, so that editing the shipped ones breaks no test.
"""

import csv
from datetime import date, datetime, timedelta

from .result import Result
from .scoring import score

RUN_AT = datetime.fromisoformat("2026-03-01 12:00:00")
FIRST_DAY = date(2025, 1, 1)


def table(text: str) -> list[dict]:
    """Rows of a CSV written in a test; an empty cell is None."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return [
        {name: cell or None for name, cell in row.items()}
        for row in csv.DictReader(lines)
    ]


def behaviours(*names: str, **options) -> list[dict]:
    """Behaviours that occur with every event of their own name."""
    usual = {"field": None, "pattern": None, "count_by": "event", "reset_by": None}
    return [
        {"behaviour": name, "event_type": name, **usual, **options} for name in names
    ]


def seeds(**tables: list[dict]) -> dict[str, list[dict]]:
    """One model for everybody, with nothing priced but what is given."""
    return {
        "assets": [],
        "behaviours": [],
        "deal_stages": table("stage,counts_as\nopen,open\nwon,won\nlost,lost"),
        "decay_curves": [],
        "exclusions": [],
        "fit_points": [],
        "ignored_events": [],
        "journey_steps": [],
        "labels": table("scoring_model,label,rank,alternative\nm,none,0,"),
        "offices": [],
        "order_statuses": [],
        "point_grid": [],
        "rfm_bands": [],
        "rfm_segments": [],
        "score_components": [],
        "scoring_models": table(
            "scoring_model,audience,handover_label,is_active\nm,all,,yes"
        ),
        **tables,
    }


def grid(text: str) -> list[dict]:
    """Priced rows of the model m: behaviour, each, tiers 1 2 5 10, max, curve."""
    header = "behaviour,each,from_1,from_2,from_5,from_10,max,decay_curve\n"
    return [{"scoring_model": "m", **row} for row in table(header + text)]


FIRST_GRID = grid(
    """main_page_visit,,500,1000,,,1000,
    low_velocity_asset_download,,500,1000,,,1000,
    high_velocity_asset_download,,1000,,,,1000,
    webinar_registration,,200,,,,200,
    webinar_participation,,800,,,,800,
    demo_or_contact_request,,1000,,,,1000,
    opt_out,,-500,,,,-500,"""
)
CAMPAIGN_GRID = grid(
    """white_paper_download,,10,,,,10,
    pricing_page_visit,,5,,,,5,
    email_open,,3,,,,3,
    newsletter_subscription,,2,,,,2,
    contact_form,,8,,,,8,
    webinar_participation,,7,,,,7,
    case_study_download,,6,,,,6,
    chatbot_use,,4,,,,4,
    recurring_blog_visit,,,3,,,3,
    product_demo_request,,9,,,,9,"""
)
FIT_TABLE = table(
    """scoring_model,attribute,equals,at_least,below,points
    m,age,,18,25,5
    m,age,,25,35,3
    m,age,,35,45,2
    m,age,,45,,1
    m,near_office,yes,,,4
    m,sector,technology,,,3
    m,sector,health,,,2
    m,sector,finance,,,2
    m,sector,education,,,1
    m,sex,female,,,3
    m,sex,male,,,2"""
)
RFM_TABLE = table(
    """scoring_model,measure,level,at_least,below,points
    m,recency_days,recent,0,60,30
    m,recency_days,middle,60,180,22
    m,recency_days,long_ago,180,,15
    m,frequency,low,1,3,20
    m,frequency,medium,3,6,25
    m,frequency,high,6,,30
    m,monetary,low,,200,20
    m,monetary,medium,200,1000,25
    m,monetary,high,1000,,30"""
)
ORDER_STATUSES = table(
    """status,counts_as
    completed,purchase
    refunded,refund
    cancelled,refund
    pending,nothing"""
)
STEADY = table(
    """decay_curve,age_days,remaining
    steady,30,0.75
    steady,90,0.5
    steady,180,0
    brisk,14,0.5
    brisk,30,0.25
    brisk,60,0"""
)
OFFICES = table("office,latitude,longitude,radius_km\nLyon,45.764,4.8357,40")


def named(priced: list[dict]) -> list[str]:
    return [row["behaviour"] for row in priced]


def after(days: int) -> date:
    return FIRST_DAY + timedelta(days=days)


def contact(contact_id: str = "c", created_at: str = "2025-01-01", **cells) -> dict:
    return {"contact_id": contact_id, "created_at": created_at, **cells}


def happened(event_type: str, *times: int | str, **cells) -> list[dict]:
    """Events of contact c, at days after the first or at written times."""
    return [
        {
            "event_id": f"{event_type} {n}",
            "contact_id": "c",
            "event_type": event_type,
            "occurred_at": time if isinstance(time, str) else after(time).isoformat(),
            **cells,
        }
        for n, time in enumerate(times)
    ]


def ordered(*bookings: tuple, contact_id: str = "c") -> list[dict]:
    """Orders as (days after the first, amount) or with a status behind."""
    return [
        {
            "order_id": f"{contact_id} {n}",
            "contact_id": contact_id,
            "ordered_at": after(booking[0]).isoformat(),
            "amount": str(booking[1]),
            "status": booking[2] if len(booking) > 2 else None,
        }
        for n, booking in enumerate(bookings)
    ]


def changed(attribute: str, *values: tuple, contact_id: str = "c") -> list[dict]:
    """Changes of an attribute as (days after the first or a written time, value,
    and perhaps the value before)."""
    return [
        {
            "contact_id": contact_id,
            "attribute": attribute,
            "value": value,
            "valid_from": time if isinstance(time, str) else after(time).isoformat(),
            **({"old_value": before[0]} if before else {}),
        }
        for time, value, *before in values
    ]


def run(
    seed_tables: dict,
    events: list | None = None,
    as_of: date | None = None,
    contacts: list | None = None,
    **raw_tables: list,
) -> Result:
    raw = {
        "contacts": contacts or [contact()],
        "events": events or [],
        **raw_tables,
    }
    return score(raw, seed_tables, as_of, RUN_AT, "b2b")


def booked(result: Result, rule: str) -> list[tuple]:
    """The ledger of a rule as (days after the first, reason, points)."""
    rows = [row for row in result.ledger if row.rule == rule]
    return [((r.effective_on - FIRST_DAY).days, r.reason, r.points) for r in rows]
