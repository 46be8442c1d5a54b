"""The page: one HTML file that asks for nothing from anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from leads.database import Row
from leads.formats import as_text
from leads.page.charts import WIDTHS, draw
from leads.page.words import Words

HTML = Path(__file__).parent / "html"


def render(template: Path, words: Words, language: str, **values: Any) -> str:
    """The page of a template that extends html/page.html, made of html/parts.html.

    `language` is the one shown first.
    """

    def drawn(chart: str, rows: list[Row], size: str) -> Markup:
        return draw(chart, rows, WIDTHS[size], words)

    environment = Environment(
        loader=FileSystemLoader([template.parent, HTML]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "words": words,
        "text": words.text,
        "language": language,
        "draw": drawn,
        "as_text": as_text,
    }
    return environment.get_template(template.name).render(**values)
