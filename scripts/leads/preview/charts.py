"""The chart of a preview, in the look of the weekly report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import vl_convert
from markupsafe import Markup

from leads.report.charts import LOOK, as_json
from leads.report.formats import LOCALES

FOLDER = Path(__file__).parent / "page"


def draw(name: str, values: Sequence[dict], width: int) -> Markup:
    """The chart page/NAME.json of the values: parts one below the other."""
    spec = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    rows = [{key: as_json(value) for key, value in row.items()} for row in values]
    spec |= {"data": {"values": rows}, "config": LOOK}
    for part in spec["vconcat"]:
        part["width"] = width
    drawn = vl_convert.vegalite_to_svg(
        spec, format_locale=LOCALES["en"].replace("_", "-"), allowed_base_urls=[]
    )
    return Markup('<div class="drawing">{}</div>').format(
        Markup(drawn)  # noqa: S704 - Vega escapes
    )
