"""Numbers and days as they are written in each language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from babel.dates import format_date, format_interval
from babel.numbers import format_decimal, format_percent

LOCALES = {"en": "en_GB", "fr": "fr_FR"}


def decimals(pattern: str) -> Callable[[Any, str], str]:
    def written(value: Any, locale: str) -> str:
        return format_decimal(value, pattern, locale=locale).replace("-", "\u2212")

    return written


def percent(value: Any, locale: str) -> str:
    return format_percent(value, "#,##0 %", locale=locale).replace("-", "\u2212")


def dated(value: date, rest: str, locale: str) -> str:
    """A date; French counts the first of a month, and only the first."""
    number = "d'er'" if locale == "fr_FR" and value.day == 1 else "d"
    return format_date(value, f"{number} {rest}", locale=locale)


def day(value: date, locale: str) -> str:
    """A short date that no line breaks in."""
    return dated(value, "MMM y", locale).replace(" ", "\N{NO-BREAK SPACE}")


def month(value: date, locale: str) -> str:
    return format_date(value, "LLLL y", locale=locale)


def long_day(value: date, locale: str) -> str:
    return dated(value, "MMMM y", locale)


def days_between(first: date, last: date, locale: str) -> str:
    return format_interval(first, last, "yMMMMd", locale=locale)


FORMATS = {
    "number": decimals("#,##0"),
    "signed": decimals("+#,##0;-#,##0"),
    "tenths": decimals("#,##0.0"),
    "measure": decimals("#,##0.####"),
    "money": decimals("#,##0"),
    "rate": percent,
    "day": day,
    "long_day": long_day,
    "month": month,
}


def written(kind: str, value: Any, language: str) -> str:
    """A value as the language writes it; text of the tables stays as it is."""
    if kind in FORMATS:
        return FORMATS[kind](value, LOCALES[language])
    return str(value)
