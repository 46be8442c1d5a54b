"""Numbers and days as they are written in each language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from babel.dates import format_date, format_interval
from babel.numbers import format_decimal

LOCALES = {"en": "en_GB", "fr": "fr_FR"}


def decimals(pattern: str) -> Callable[[Any, str], str]:
    """Numbers with a real minus; a pattern with % is one of shares."""

    def written(value: Any, locale: str) -> str:
        return format_decimal(value, pattern, locale=locale).replace("-", "\u2212")

    return written


def dated(value: date, rest: str, locale: str) -> str:
    """A date; French counts the first of a month, and only the first."""
    number = "d'er'" if locale == "fr_FR" and value.day == 1 else "d"
    return format_date(value, f"{number} {rest}", locale=locale)


def day(value: date, locale: str) -> str:
    """A short date that no line breaks in."""
    return dated(value, "MMM y", locale).replace(" ", "\N{NO-BREAK SPACE}")


def long_day(value: date, locale: str) -> str:
    return dated(value, "MMMM y", locale)


def month(value: date, locale: str) -> str:
    return format_date(value, "LLLL y", locale=locale)


def days_between(days: tuple[date, date], locale: str) -> str:
    return format_interval(*days, "yMMMMd", locale=locale)


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """Halves are rounded away from 0."""
    return value.quantize(Decimal(10) ** -places, ROUND_HALF_UP)


def hundredths(value: Decimal, _locale: str = "") -> str:
    return as_text(rounded(value).normalize())


FORMATS = {
    "number": decimals("#,##0"),
    "signed": decimals("+#,##0;-#,##0"),
    "tenths": decimals("#,##0.0"),
    "measure": decimals("#,##0.####"),
    "money": decimals("#,##0"),
    "rate": decimals("#,##0 %"),
    "share": decimals("#,##0.0 %"),
    "area": decimals("0.000"),
    "times": decimals("#,##0.00"),
    "hundredths": hundredths,
    "percent": lambda share, _: hundredths(100 * share),
    "day": day,
    "long_day": long_day,
    "month": month,
    "days_between": days_between,
}


def written(kind: str, value: Any, language: str) -> str:
    """A value as the language writes it; text of the tables stays as it is."""
    if kind in FORMATS:
        return FORMATS[kind](value, LOCALES[language])
    return str(value)


def between(row: dict[str, Any], name: str) -> str | None:
    """The interval of an area or a rate, where there is one."""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return None if low is None else f"{low:.3f} to {high:.3f}"


def as_text(value: Any, yes: str = "true", no: str = "false") -> str:
    """A value as its table has it: days as YYYY-MM-DD, no exponents."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes if value else no
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list | tuple):
        return "; ".join(as_text(part, yes, no) for part in value)
    return str(value)
