"""The words of the page, English and French side by side in texts.csv."""

from __future__ import annotations

import csv
import re
from pathlib import Path

LANGUAGES = ("en", "fr")


def read_texts() -> dict[str, dict[str, str]]:
    """Language to text, by name."""
    file = Path(__file__).with_name("texts.csv")
    with open(file, encoding="utf-8", newline="") as handle:
        return {
            row["name"]: {"en": row["en"], "fr": kept_together(row["fr"])}
            for row in csv.DictReader(handle)
        }


def kept_together(french: str) -> str:
    """French sets a space before : ; ! ? and no line may break there."""
    return re.sub(r" (?=[:;!?])", "\N{NO-BREAK SPACE}", french)


TEXTS = read_texts()


def word(name: str, otherwise: str, language: str) -> str:
    """The text of a name, or what the seeds call it where we have none."""
    return TEXTS[name][language] if name in TEXTS else otherwise
