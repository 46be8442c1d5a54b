"""The page of a preview: one HTML file that asks for nothing from anywhere."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from leads.database import Row
from leads.preview import said, tables, words
from leads.preview.causes import causes
from leads.preview.charts import draw
from leads.preview.previewing import Preview
from leads.report import page as report_page
from leads.report.charts import COLUMN, NARROW, WIDE
from leads.report.formats import written

FOLDER = Path(__file__).parent / "page"
TOP = 50  # the CSVs have the rest


def page_of(preview: Preview) -> str:
    """The whole page, made with the macros and the look of the weekly report."""
    environment = Environment(
        loader=FileSystemLoader([FOLDER, report_page.FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("preview.html").render(
        preview=preview,
        edits=tables.edit_rows(preview.edits),
        models=models_of(preview.answers),
        load=preview.answers["sales_load"],
        warnings=preview.answers["warnings"],
        top=TOP,
        tables=tables.TABLES,
        labels_of=tables.labels_of,
        matrix_of=tables.matrix_of,
        words=words,
        said=said,
        texts=said.TEXTS,
        languages=("en",),
        written=written,
        draw=draw,
        sizes={"wide": WIDE, "column": COLUMN, "narrow": NARROW},
        raw=report_page.raw,
        key_of=report_page.key_of,
    )


def models_of(answers: dict[str, list[Row]]) -> list[dict]:
    """The answers about each compared model."""
    found = causes(answers["ledger_changes"])
    return [
        model_of(answers, counts, counts["scoring_model"], found)
        for counts in answers["mql_counts"]
    ]


def model_of(
    answers: dict[str, list[Row]], counts: Row, model: str, found: dict
) -> dict:
    changes = words.of_model(answers["mql_changes"], model)
    rows = {
        change: [row for row in changes if row["change"] == change]
        for change in ("enters", "leaves")
    }
    return {
        "name": model,
        "counts": counts,
        "counted": {change: len(of_change) for change, of_change in rows.items()},
        "changes": {
            change: tables.change_rows(of_change[:TOP], found)
            for change, of_change in rows.items()
        },
        "moves": words.of_model(answers["label_moves"], model),
        "distribution": words.of_model(answers["score_distribution"], model),
        "proof": tables.proof_rows(words.proof_of(answers["proof"], model)),
    }
