"""Values as the page says them: once for each language, escaped."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from leads.report.formats import written
from leads.report.layout import SIGNS, Column, tone
from leads.report.texts import LANGUAGES, TEXTS, word

NOTHING = "\u2013"


def in_each_language(say: Callable[[str], str]) -> Markup:
    """What `say` gives for a language, marked with it unless all are equal."""
    said = {language: say(language) for language in LANGUAGES}
    if len(set(said.values())) == 1:
        return escape(said[LANGUAGES[0]])
    return Markup("").join(
        Markup('<span class="{0}" lang="{0}">{1}</span>').format(language, text)
        for language, text in said.items()
    )


def text(name: str, *values: tuple[str, Any]) -> Markup:
    """A text of texts.csv; values are (kind, value) pairs for its {}."""

    def say(language: str) -> str:
        told = [written(kind, value, language) for kind, value in values]
        return TEXTS[name][language].format(*told)

    return in_each_language(say)


def value(column: Column, given: Any) -> Markup:
    """A cell's value; an empty one is a dash, for a blank may be an oversight."""
    if column.kind == "flag":
        return badge(column.name, f"flag.{column.name}") if given else Markup("")
    if given is None:
        missing = f"nothing.{column.name}"
        return text(missing) if missing in TEXTS else escape(NOTHING)
    if column.kind == "badge":
        return badge(given, f"code.{given}")
    if column.kind == "code":
        return code(given)
    if column.kind == "prose":
        return prose(given)
    return in_each_language(lambda language: written(column.kind, given, language))


def small(column: Column, given: Any) -> Markup:
    """A value in the smaller line, with the words it needs there."""
    shown = value(column, given)
    name = f"cell.{column.name}"
    if name not in TEXTS or given is None:
        return shown

    def say(language: str) -> str:
        if column.kind == "code":
            told = word(f"code.{given}", given, language)
        else:
            told = written(column.kind, given, language)
        return TEXTS[name][language].format(told)

    return in_each_language(say)


def prose(given: str) -> Markup:
    """Text of the tables, its dates and signed numbers unbroken by lines."""
    parts = re.split(r"([+-]\d+\b|\d{4}-\d{2}-\d{2})", given)
    return Markup("").join(
        Markup('<span class="whole">{}</span>').format(part) if place % 2 else part
        for place, part in enumerate(parts)
    )


def code(given: str) -> Markup:
    """A word of the project, or of the seeds, in each language."""
    return in_each_language(lambda language: word(f"code.{given}", given, language))


def badge(given: str, name: str) -> Markup:
    """A word with a sign, so that colour is not all that tells them apart."""
    kind = tone(given)
    said = in_each_language(lambda language: word(name, given, language))
    sign = Markup('<span aria-hidden="true">{}</span>').format(SIGNS[kind])
    return Markup('<span class="badge {}">{} {}</span>').format(kind, sign, said)
