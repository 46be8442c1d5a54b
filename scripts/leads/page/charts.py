"""The charts: Vega-Lite specs of charts/, drawn as SVG in the page's colours.

Colours are the variables of style.css, so that the browser follows the mode.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import vl_convert
from markupsafe import Markup

from leads.database import Row
from leads.formats import LOCALES
from leads.page.words import Words

FOLDER = Path(__file__).parent / "charts"
WIDTHS = {"wide": 1040, "column": 480, "narrow": 330}

LOOK = {
    "font": "sans-serif",
    "background": None,
    "padding": 4,
    "view": {"stroke": None},
    "text": {"fill": "var(--ink)", "fontSize": 13},
    "axis": {
        "labelColor": "var(--soft)",
        "labelFontSize": 12,
        "domainColor": "var(--line)",
        "gridColor": "var(--line)",
        "tickColor": "var(--line)",
    },
    "legend": {"labelColor": "var(--ink)", "labelFontSize": 13},
}


def draw(name: str, rows: Sequence[Row], width: int, words: Words) -> Markup:
    """The chart charts/NAME.json of the rows, once for each language.

    Bars with round corners must not be stacked: Vega clips stacks to shapes
    whose names change from run to run.
    """
    return Markup("").join(
        Markup('<div class="{0} drawing" lang="{0}">{1}</div>').format(
            language,
            Markup(svg(name, rows, width, words, language)),  # noqa: S704 - Vega escapes
        )
        for language in words.languages
    )


def svg(name: str, rows: Sequence[Row], width: int, words: Words, language: str) -> str:
    """The chart in one language; parts below each other have the same width."""
    spec = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    for param in spec.get("params", []):
        param["value"] = texts_of(param["name"], words, language)
    values = [{key: as_json(value) for key, value in row.items()} for row in rows]
    spec |= {"data": {"values": values}, "config": LOOK}
    for part in spec.get("vconcat", [spec]):
        part["width"] = width
    return vl_convert.vegalite_to_svg(
        spec,
        format_locale=LOCALES[language].replace("_", "-"),
        allowed_base_urls=[],
    )


def texts_of(name: str, words: Words, language: str) -> str | dict[str, str]:
    """The text of a name, or by their last word those whose names begin with it."""
    if name in words.texts:
        return words.say(name, language)
    return {
        text.removeprefix(f"{name}."): words.say(text, language)
        for text in words.texts
        if text.startswith(f"{name}.")
    }


def as_json(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    return float(value) if hasattr(value, "as_integer_ratio") else str(value)
