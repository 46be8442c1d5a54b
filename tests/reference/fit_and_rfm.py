"""Points for who a contact is (fit) and what it bought (RFM)."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from .people import Person
from .raw_tables import Row
from .values import (
    FIRST_BIRTH,
    kilometres,
    known_moment,
    moment,
    number,
    round_half_away,
    type_7_quantile,
    whole_years,
    within,
)

MEASURES = ("recency_days", "frequency", "monetary")
DERIVED = ("age", "near_office", "open_deal", "won_deal")
AS_EXPORTED = ("contact_id", "created_at", "audience", "birth_date")
AS_EXPORTED += ("latitude", "longitude", "open_deal", "won_deal")


# --- attributes and fit -------------------------------------------------------


def born_on(contact: Row) -> date | None:
    """The birth date; one before 1900-01-02 or after the first day is unknown."""
    born_at = moment(contact.cells.get("birth_date"))
    if born_at and born_at >= FIRST_BIRTH and born_at.date() <= contact.on:
        return born_at.date()
    return None


def near_office(contact: Row, offices: list[dict]) -> str | None:
    """'yes' within the radius of any office; unknown without coordinates."""
    latitude = number(contact.cells.get("latitude"))
    longitude = number(contact.cells.get("longitude"))
    if latitude is None or longitude is None:
        return None
    for office in offices:
        place = float(office["latitude"]), float(office["longitude"])
        away = kilometres(float(latitude), float(longitude), *place)
        if away <= float(office["radius_km"]):
            return "yes"
    return "no"


def stage_on(deal: Row, deal_stages: list[dict], day: date) -> str | None:
    """open, won, lost or nothing; None before the deal was there. Won or lost is
    a deal from its closing day on, or its creation if that is later."""
    meaning = {r["stage"].strip().lower(): r["counts_as"] for r in deal_stages}
    counts_as = meaning.get((deal.cells.get("stage") or "").strip().lower(), "open")
    if deal.on > day or counts_as not in ("won", "lost"):
        return None if deal.on > day else counts_as
    closed_at = known_moment(deal.cells.get("closed_at")) or deal.at
    return counts_as if max(deal.at, closed_at).date() <= day else "open"


def has_deal(stage: str, person: Person, seeds: dict, day: date) -> str:
    stages = [stage_on(deal, seeds["deal_stages"], day) for deal in person.deals]
    return "yes" if stage in stages else "no"


def history_of(name: str, person: Person) -> list[Row]:
    """The changes of an attribute, later ones included."""
    if name in AS_EXPORTED:
        return []
    return [change for change in person.changes if change.cells["attribute"] == name]


def in_time(changes: list[Row]) -> list[Row]:
    """Two ids that are one person may have changes of one moment."""
    by_text = sorted(changes, key=lambda change: change.text, reverse=True)
    return sorted(by_text, key=lambda change: (change.at, change.updated_at))


def attribute_on(
    name: str, person: Person, seeds: dict, day: date, as_of: date
) -> str | None:
    """The value of an attribute at the end of a day, as known on as_of."""
    contact = person.contact
    born, place = born_on(contact), near_office(contact, seeds["offices"])
    if name == "age" and born:
        return str(whole_years(born, day))
    if name == "near_office" and place:
        return place
    if name in ("open_deal", "won_deal"):
        return has_deal(name.removesuffix("_deal"), person, seeds, min(day, as_of))
    changes = history_of(name, person)
    so_far = [change for change in changes if change.on <= min(day, as_of)]
    if so_far:
        return in_time(so_far)[-1].cells["value"]
    first = (*in_time(changes), None)[0]
    if first and "old_value" in first.cells:
        return first.cells["old_value"]
    return None if name == "near_office" else contact.cells.get(name)


def fits(value: str | None, row: dict) -> bool:
    """Whether a value meets a row of fit_points.csv; unknown never does."""
    if value is None:
        return False
    if row["equals"] is not None:
        return value.strip().lower() == row["equals"].strip().lower()
    size = number(value)
    return size is not None and within(size, row["at_least"], row["below"])


def fit_points(value: str | None, rows: list[dict], weight: Fraction) -> int:
    points = sum((number(r["points"]) for r in rows if fits(value, r)), Fraction(0))
    return round_half_away(points * weight)


def birthdays(born: date, since: date, rows: list[dict]) -> list[date]:
    """Birthdays after a day, until the age has passed the last edge."""
    edges = [
        number(row[end]) for row in rows for end in ("at_least", "below", "equals")
    ]
    last_age = max([ceil(edge) for edge in edges if edge is not None], default=0) + 1
    leap_born = (born.month, born.day) == (2, 29)
    found = []
    for age in range(whole_years(born, since) + 1, last_age + 1):
        year = born.year + age
        is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        if leap_born and not is_leap:
            found.append(date(year, 3, 1))
        else:
            found.append(date(year, born.month, born.day))
    return found


def profile_completeness(
    person: Person, attributes: set[str], seeds: dict, as_of: date
) -> Fraction:
    """Share of the scored attributes that are known; all of none is 1."""

    def is_known(name: str) -> bool:
        return attribute_on(name, person, seeds, as_of, as_of) is not None

    if not attributes:
        return Fraction(1)
    return Fraction(sum(map(is_known, attributes)), len(attributes))


# --- orders and RFM -----------------------------------------------------------


@dataclass(frozen=True)
class Booking:
    """A purchase, or a refund that only lowers the amount."""

    on: date
    amount: Fraction
    is_purchase: bool


def bookings(orders: list[Row], order_statuses: list[dict]) -> list[Booking]:
    """Orders that count; the others (pending, unpaid, unknown) leave no trace."""
    meaning = {r["status"].strip().lower(): r["counts_as"] for r in order_statuses}
    found = []
    for order in orders:
        status = (order.cells.get("status") or "").strip().lower()
        counts_as = meaning.get(status) if status else "purchase"
        amount = number(order.cells["amount"])
        if counts_as == "purchase" and amount >= 0:
            found.append(Booking(order.on, amount, True))
        elif counts_as in ("purchase", "refund") and amount < 0:
            found.append(Booking(order.on, amount, False))
    return found


def measure_on(measure: str, booked: list[Booking], day: date) -> Fraction | None:
    """The measure on a day; no value before the first purchase."""
    so_far = [b for b in booked if b.on <= day]
    purchases = [b for b in so_far if b.is_purchase]
    if not purchases:
        return None
    if measure == "recency_days":
        return Fraction((day - max(b.on for b in purchases)).days)
    if measure == "frequency":
        return Fraction(len(purchases))
    return sum((b.amount for b in so_far), Fraction(0))


def rfm_points(value: Fraction | None, bands: list[dict], weight: Fraction) -> int:
    if value is None:
        return 0
    hit = [band for band in bands if within(value, band["at_least"], band["below"])]
    return round_half_away(
        sum((number(b["points"]) for b in hit), Fraction(0)) * weight
    )


def days_of_rfm_change(
    measure: str, booked: list[Booking], bands: list[dict]
) -> set[date]:
    """Booking days and, for recency, the days a purchase gets as old as an edge."""
    days = {b.on for b in booked}
    if measure == "recency_days":
        edges = [number(band[end]) for band in bands for end in ("at_least", "below")]
        ages = {ceil(edge) for edge in edges if edge is not None and edge > 0}
        for b in booked:
            days |= {b.on + timedelta(days=age) for age in ages}
    return days


def quintile_scores(values: dict[str, Fraction], best_is_low: bool) -> dict[str, int]:
    """1 to 5 for each contact; equal values always get equal scores."""
    if not values:
        return {}
    shares = [Fraction(fifths, 5) for fifths in (1, 2, 3, 4)]
    cuts = [type_7_quantile(list(values.values()), share) for share in shares]
    passed = {who: sum(cut < v for cut in cuts) for who, v in values.items()}
    return {who: 5 - n if best_is_low else 1 + n for who, n in passed.items()}


def segment(r: int, f: int, m: int, rfm_segments: list[dict]) -> str | None:
    """The first segment by priority whose inclusive ranges all hold."""

    def holds(row: dict) -> bool:
        return all(
            (number(row[f"{letter}_from"]) or 1)
            <= score
            <= (number(row[f"{letter}_to"]) or 5)
            for letter, score in (("r", r), ("f", f), ("m", m))
        )

    ranked = sorted(rfm_segments, key=lambda row: number(row["priority"]))
    return next((row["segment"] for row in ranked if holds(row)), None)
