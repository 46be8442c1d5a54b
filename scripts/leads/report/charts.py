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

from leads.report.formats import LOCALES
from leads.report.texts import LANGUAGES, TEXTS

FOLDER = Path(__file__).parent / "charts"

WIDE, COLUMN, NARROW = 1040, 480, 330

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


def draw(name: str, values: Sequence[dict], width: int) -> Markup:
    """The chart charts/NAME.json of the values, once for each language.

    Bars with round corners must not be stacked: Vega clips stacks to shapes
    whose names change from run to run.
    """
    return Markup("").join(
        Markup('<div class="{0} drawing" lang="{0}">{1}</div>').format(
            language,
            Markup(svg(name, values, width, language)),  # noqa: S704 - Vega escapes
        )
        for language in LANGUAGES
    )


def svg(name: str, values: Sequence[dict], width: int, language: str) -> str:
    spec = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    for param in spec.get("params", []):
        param["value"] = TEXTS[param["name"]][language]
    spec["data"] = {"values": [plain(row, language) for row in values]}
    spec |= {"width": width, "config": LOOK}
    return vl_convert.vegalite_to_svg(
        spec,
        format_locale=LOCALES[language].replace("_", "-"),
        allowed_base_urls=[],
    )


def plain(row: dict[str, Any], language: str) -> dict[str, Any]:
    """A row as JSON has it; days as the labels of an axis."""
    values = {name: as_json(value) for name, value in row.items()}
    if "week_starts_on" in row:
        values["monday"] = f"{row['week_starts_on']:%d/%m}"
    if "step" in row:
        values["name"] = TEXTS[f"step.{row['step']}"][language]
    return values


def as_json(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    return float(value) if hasattr(value, "as_integer_ratio") else str(value)
