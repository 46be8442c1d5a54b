"""Reading cells and exact arithmetic. Every number is a Fraction, never a float."""

import math
import re
from datetime import date, datetime, timedelta
from fractions import Fraction

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"([T ]([0-9]{2}):([0-9]{2})(:([0-9]{2})(\.([0-9]{1,9}))?)?"
    r"( ?(Z|UTC|([+-])([0-9]{2}):([0-9]{2})))?)?"
)
EARLIEST = datetime(2000, 1, 1)
# A time that is missing is before all others.
SINCE_EVER = datetime(1, 1, 1)
FOREVER = datetime(9999, 12, 31)
FIRST_BIRTH = datetime(1900, 1, 2)
EARTH_RADIUS_KM = 6371.0


def clean(cell: str | None) -> str | None:
    """A cell of blanks only is unknown; any other cell stays as written."""
    return None if cell is None or not cell.strip() else cell


def clean_row(row: dict) -> dict:
    """The row with lower-case column names and blank cells unknown."""
    return {name.lower(): clean(cell) for name, cell in row.items()}


def number(cell: str | None) -> Fraction | None:
    """The exact number written in the cell, or None when it is not one."""
    text = (cell or "").strip()
    return Fraction(text) if NUMBER.fullmatch(text) else None


def amount(cell: str | None) -> Fraction | None:
    """Money: at most ten digits and four decimals, further ones only zeros."""
    money = number(cell)
    fits = money is not None and abs(money) < 10**10 and (money * 10**4) % 1 == 0
    return money if fits else None


def moment(cell: str | None) -> datetime | None:
    """The UTC time written in the cell, or None when it is not one."""
    found = MOMENT.fullmatch((cell or "").strip())
    if not found:
        return None
    year, month, day, _, hour, minute, _, second, _, part = found.groups()[:10]
    _, _, sign, offset_hours, offset_minutes = found.groups()[10:]
    part = (part or "").ljust(6, "0")[:6]
    clock = f"{hour or '00'}:{minute or '00'}:{second or '00'}.{part}"
    ahead = timedelta(hours=int(offset_hours or 0), minutes=int(offset_minutes or 0))
    if ahead > timedelta(hours=14) or int(offset_minutes or 0) > 59:
        return None
    try:
        local = datetime.fromisoformat(f"{year}-{month}-{day} {clock}")
        return local + ahead if sign == "-" else local - ahead
    except (ValueError, OverflowError):
        return None


def known_moment(cell: str | None) -> datetime | None:
    """The same of a cell that may be empty, and is where a placeholder stands."""
    at = moment(cell)
    return at if at and at >= EARLIEST and at.year < 9999 else None


def like(cell: str | None, pattern: str) -> bool:
    """SQL LIKE with a backslash as escape; an unknown cell never matches."""
    wild = {"%": ".*", "_": "."}
    signs = re.findall(r"\\.|.", pattern, re.DOTALL)
    regex = "".join(wild.get(sign, re.escape(sign[-1])) for sign in signs)
    return cell is not None and re.fullmatch(regex, cell, re.DOTALL) is not None


def round_half_away(exact: Fraction) -> int:
    """Whole points; a half goes away from zero."""
    whole = math.floor(abs(exact) + Fraction(1, 2))
    return whole if exact >= 0 else -whole


def within(value: Fraction, at_least: str | None, below: str | None) -> bool:
    """Half-open range: at_least <= value < below, a blank end is open."""
    low, high = number(at_least), number(below)
    return (low is None or value >= low) and (high is None or value < high)


def whole_years(born: date, day: date) -> int:
    """Age on a day; somebody born on 29 February turns on 1 March."""
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had_birthday else 1)


def kilometres(lat_1: float, lon_1: float, lat_2: float, lon_2: float) -> float:
    """Great-circle distance (haversine)."""
    phi_1, phi_2 = math.radians(lat_1), math.radians(lat_2)
    half_lat = (phi_2 - phi_1) / 2
    half_lon = math.radians(lon_2 - lon_1) / 2
    chord = (
        math.sin(half_lat) ** 2
        + math.cos(phi_1) * math.cos(phi_2) * math.sin(half_lon) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def type_7_quantile(values: list[Fraction], share: Fraction) -> Fraction:
    """Linear interpolation between the closest ranks (the default of R)."""
    ranked = sorted(values)
    position = (len(ranked) - 1) * share
    below = math.floor(position)
    above = min(below + 1, len(ranked) - 1)
    return ranked[below] + (position - below) * (ranked[above] - ranked[below])
