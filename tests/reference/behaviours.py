"""From events to behaviours to points."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from itertools import pairwise
from math import floor
from zoneinfo import ZoneInfo

from .raw_tables import Row
from .values import like, number, round_half_away


@dataclass(frozen=True)
class Occurrence:
    """Counts from its day until the day a reset wipes it (None: never)."""

    at: datetime
    wiped_on: date | None

    @property
    def on(self) -> date:
        return self.at.date()

    def counts_on(self, day: date) -> bool:
        return self.on <= day and (self.wiped_on is None or day < self.wiped_on)


def field_of(event: Row, field: str, assets: list[dict]) -> str | None:
    """A field of the event, or what assets.csv says about its asset."""
    column = {"asset_velocity": "velocity", "content_stage": "content_stage"}
    if field not in column:
        return event.cells.get(field)
    named = [a for a in assets if a["asset"] == event.cells.get("asset")]
    return named[0][column[field]] if named else None


def matches(event: Row, row: dict, assets: list[dict]) -> bool:
    """Whether the event is an occurrence by this row of behaviours.csv."""
    if event.cells.get("event_type") != row["event_type"]:
        return False
    return all(
        row.get(f"field{n}") is None
        or like(field_of(event, row[f"field{n}"], assets), row[f"pattern{n}"])
        for n in ("", "_2", "_3")
    )


def moments_of(behaviour: str, events: list[Row], seeds: dict) -> list[datetime]:
    """When events of the behaviour happened; each event counts once."""
    rows = [row for row in seeds["behaviours"] if row["behaviour"] == behaviour]
    return [
        event.at
        for event in events
        if any(matches(event, row, seeds["assets"]) for row in rows)
    ]


def without_repeats(
    times: list[datetime], resets: list[datetime], minutes: int
) -> list[datetime]:
    """Times without those that come too soon after one that counts."""
    counted: list[datetime] = []
    for time in sorted(times):
        last = counted[-1] if counted else None
        is_soon = last is not None and time - last < timedelta(minutes=minutes)
        if not is_soon or any(last < reset <= time for reset in resets):
            counted.append(time)
    return counted


def local_day(at: datetime, day_zone: str) -> date:
    """The day of a UTC time on the clock of a zone."""
    return at.replace(tzinfo=timezone.utc).astimezone(ZoneInfo(day_zone)).date()


def occurrences_of(
    behaviour: str, events: list[Row], seeds: dict
) -> list[list[Occurrence]]:
    """What counts once each: an event or, counted by day, the events of one day,
    of which the first that stands is the one."""
    rows = [row for row in seeds["behaviours"] if row["behaviour"] == behaviour]
    if not rows:
        return []
    times = moments_of(behaviour, events, seeds)
    reset_by = rows[0]["reset_by"]
    resets = moments_of(reset_by, events, seeds) if reset_by else []
    if rows[0].get("repeat_minutes"):
        times = without_repeats(times, resets, int(rows[0]["repeat_minutes"]))
    found = []
    for time in sorted(times):
        wipes = [reset.date() for reset in resets if reset > time]
        found.append(Occurrence(time, min(wipes) if wipes else None))
    if rows[0]["count_by"] != "day":
        return [[o] for o in found]
    zone = seeds.get("settings", [{"day_zone": "UTC"}])[0]["day_zone"]
    days = {local_day(o.at, zone) for o in found}
    return [[o for o in found if local_day(o.at, zone) == day] for day in days]


def standing(found: list[list[Occurrence]], day: date) -> list[Occurrence]:
    """What counts on a day: of each thing that counts once, the first."""
    counting = ([o for o in once if o.counts_on(day)] for once in found)
    return [once[0] for once in counting if once]


def kind_of(behaviour: str, seeds: dict) -> str | None:
    rows = [row for row in seeds["behaviours"] if row["behaviour"] == behaviour]
    return rows[0].get("kind") if rows else None


def remaining(curve: list[dict], age_days: int) -> Fraction:
    """What is left of an occurrence of that age: the last row reached, else all."""
    reached = [row for row in curve if number(row["age_days"]) <= age_days]
    if not reached:
        return Fraction(1)
    return number(max(reached, key=lambda row: number(row["age_days"]))["remaining"])


def active_days(events: list[Row], seeds: dict) -> set[date]:
    """Days with an occurrence of any implicit behaviour, whatever became of it."""
    rows = [row for row in seeds["behaviours"] if row.get("kind") == "implicit"]
    return {
        event.on
        for event in events
        if any(matches(event, row, seeds["assets"]) for row in rows)
    }


def longest_silence(since: date, day: date, active: set[date]) -> int:
    """The most days between two neighbouring activities, and until the day."""
    days = sorted({since, day} | {each for each in active if since < each < day})
    gaps = pairwise(days)
    return max(((later - earlier).days for earlier, later in gaps), default=0)


def is_silent(curve: list[dict]) -> bool:
    return any(row.get("counts_from") == "last_activity" for row in curve)


def weighted_count(
    found: list[list[Occurrence]], curve: list[dict], day: date, active: set[date]
) -> Fraction:
    """x: what is left on the day of all occurrences that still count."""
    total = Fraction(0)
    for o in standing(found, day):
        age = (day - o.on).days
        if is_silent(curve):
            age = longest_silence(o.on, day, active)
        total += remaining(curve, age)
    return total


def bounded_by_max(points: Fraction, grid_row: dict) -> Fraction:
    """A positive row stays below its max, a negative one above it."""
    most = number(grid_row["max"])
    if most is None:
        return points
    prices = [
        number(cell)
        for name, cell in grid_row.items()
        if (name == "each" or name.startswith("from_")) and cell is not None
    ]
    is_negative = any(price < 0 for price in prices)
    return max(points, most) if is_negative else min(points, most)


def tier_points(n: int, grid_row: dict) -> Fraction:
    """P(n) of a row with tiers: the highest filled tier not above n."""
    tiers = {
        int(name.removeprefix("from_")): number(cell)
        for name, cell in grid_row.items()
        if name.startswith("from_") and cell is not None
    }
    reached = [tier for tier in tiers if tier <= n]
    points = tiers[max(reached)] if reached else Fraction(0)
    return bounded_by_max(points, grid_row)


def points_at(x: Fraction, grid_row: dict) -> Fraction:
    """P*(x), before weight and rounding: straight lines between whole counts."""
    each = number(grid_row["each"])
    if each is not None:
        return bounded_by_max(x * each, grid_row)
    low = tier_points(floor(x), grid_row)
    high = tier_points(floor(x) + 1, grid_row)
    return low + (x - floor(x)) * (high - low)


def whole_points(x: Fraction, grid_row: dict, weight: Fraction) -> int:
    return round_half_away(points_at(x, grid_row) * weight)


def curve_of(grid_row: dict, seeds: dict) -> list[dict]:
    name = grid_row["decay_curve"]
    return [row for row in seeds["decay_curves"] if name and row["decay_curve"] == name]


def days_of_change(
    found: list[list[Occurrence]], curve: list[dict], active: set[date]
) -> set[date]:
    """The only days on which points can change: earned, wiped or faded."""
    every = [o for once in found for o in once]
    days = {o.on for o in every} | {o.wiped_on for o in every if o.wiped_on}
    for day in {o.on for o in every} | (active if is_silent(curve) else set()):
        days |= {day + timedelta(days=int(row["age_days"])) for row in curve}
    return days


def reason_on(found: list[list[Occurrence]], day: date) -> str:
    """Why the points of a behaviour changed on a day."""
    if any(o.on == day for o in standing(found, day)):
        return "earned"
    wiped = [o for once in found for o in once if o.wiped_on == day]
    return "reset" if any(o.on < day for o in wiped) else "faded"
