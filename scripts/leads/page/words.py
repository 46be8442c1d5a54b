"""Texts and values as a page says them: once for each of its languages, escaped."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from leads.formats import written
from leads.page.columns import Column

LANGUAGES = ("en", "fr")
TEXTS = Path(__file__).with_name("texts.csv")
NOTHING = "\N{EN DASH}"
GOOD = {"kept", "go", "worth_it", "won"}
BAD = {
    "missed",
    "no_go",
    "not_worth_it",
    "is_overdue",
    "is_urgent",
    "is_too_many",
    "leaves_sales",
}
SIGNS = {"good": "\u2713", "bad": "!", "plain": "\u2022"}


def prose(given: str) -> Markup:
    """Text of the tables, its dates and signed numbers unbroken by lines."""
    parts = re.split(r"([+-]\d+\b|\d{4}-\d{2}-\d{2})", given)
    return Markup("").join(
        Markup('<span class="whole">{}</span>').format(part) if place % 2 else part
        for place, part in enumerate(parts)
    )


def kept_together(french: str) -> str:
    """French sets a space before : ; ! ? and no line may break there."""
    return re.sub(r" (?=[:;!?])", "\N{NO-BREAK SPACE}", french)


def kind_and_value(given: Any) -> tuple[str, Any]:
    """A pair as it is; of other values the kind that they are."""
    if isinstance(given, tuple):
        return given
    return ("number" if isinstance(given, int) else "text"), given


class Words:
    """The texts of CSV files, of which a later one wins, in some languages."""

    def __init__(self, languages: tuple[str, ...], *files: Path) -> None:
        self.languages = languages
        self.texts: dict[str, dict[str, str]] = {}
        for file in files:
            with file.open(encoding="utf-8", newline="") as handle:
                for row in csv.DictReader(handle):
                    self.texts[row.pop("name")] = row | {
                        "fr": kept_together(row.get("fr", ""))
                    }

    def say(self, name: str, language: str, *values: Any) -> str:
        """A text of the files in one language, with values for its {}.

        A value is (kind, value) as formats.py has kinds; a whole number or a text
        may stand alone.
        """
        text = self.texts[name][language]
        told = (written(*kind_and_value(each), language) for each in values)
        return text.format(*told) if values else text

    def word(self, name: str, language: str, otherwise: str) -> str:
        """A text, or what the seeds say where there is none."""
        return self.say(name, language) if name in self.texts else otherwise

    def write(self, kind: str, given: Any, language: str) -> str:
        """A value in one language; a code as the language calls it."""
        if kind == "code":
            return self.word(f"code.{given}", language, given)
        return written(kind, given, language)

    def each(self, say: Callable[[str], str]) -> Markup:
        """What `say` gives for a language, marked with it unless all are equal."""
        texts = {language: say(language) for language in self.languages}
        if len(set(texts.values())) == 1:
            return escape(texts[self.languages[0]])
        return Markup("").join(
            Markup('<span class="{0}" lang="{0}">{1}</span>').format(language, text)
            for language, text in texts.items()
        )

    def text(self, name: str, *values: Any) -> Markup:
        """What say() says, in each language."""
        return self.each(lambda language: self.say(name, language, *values))

    def code(self, given: Any) -> Markup:
        """A word of the project, or of the seeds, in each language."""
        return self.each(lambda language: self.write("code", given, language))

    def value(self, column: Column, given: Any) -> Markup:
        """A cell's value; an empty one is a dash, for a blank may be an oversight."""
        if column.kind == "flag":
            return self.badge(column.name, "flag") if given else Markup("")
        if given is None:
            missing = f"nothing.{column.name}"
            return self.text(missing) if missing in self.texts else escape(NOTHING)
        if column.kind == "badge":
            return self.badge(given, "code")
        if column.kind == "prose":
            return prose(given)
        return self.each(lambda language: self.write(column.kind, given, language))

    def small(self, column: Column, given: Any) -> Markup:
        """A value in the smaller line, with the words it needs there."""
        name = f"cell.{column.name}"
        if name not in self.texts:
            return self.value(column, given)

        def say(language: str) -> str:
            return self.say(name, language, self.write(column.kind, given, language))

        return self.each(say)

    def badge(self, given: str, group: str) -> Markup:
        """A word with a sign, so that colour is not all that tells them apart."""
        tone = "good" if given in GOOD else "bad" if given in BAD else "plain"
        word = self.each(lambda each: self.word(f"{group}.{given}", each, given))
        return Markup(
            '<span class="badge {}"><span aria-hidden="true">{}</span> {}</span>'
        ).format(tone, SIGNS[tone], word)


WORDS = Words(LANGUAGES, TEXTS)
