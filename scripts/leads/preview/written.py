"""The preview as files: the page and the CSVs, all of them or none."""

from __future__ import annotations

from pathlib import Path

from leads.export_csv import write_csv
from leads.files import not_writable, whole_files
from leads.preview.page import page_of
from leads.preview.previewing import Preview
from leads.preview.words import edited_cells

PAGE = "preview.html"

# The columns of each CSV; an empty one has its header still.
COLUMNS = {
    "edited_cells": "file_name row_name cell before after",
    "mql_changes": (
        "scoring_model change contact_id label_before label_after points_before "
        "points_after exclusion_before exclusion_after reasons"
    ),
    "ledger_changes": (
        "scoring_model contact_id component rule effective_on reason points_before "
        "points_after"
    ),
    "label_moves": (
        "scoring_model label_before rank_before label_after rank_after contacts"
    ),
    "score_distribution": (
        "scoring_model points_from points_below contacts_before contacts_after"
    ),
    "sales_load": (
        "month audience label leads_owed follow_ups_per_month leads_before "
        "leads_after is_too_many"
    ),
    "proof": (
        "scoring_model cut_on side outcome horizon_days judged converted auc auc_low "
        "auc_high ready precision recall lift"
    ),
    "warnings": "file_name row_number cell problem",
}


def write_preview(preview: Preview, folder: Path) -> None:
    """Write the page and the CSVs into the folder, which is made if need be.

    Raises InputProblem where one of them cannot be written; then none is.
    """
    page = page_of(preview)
    names = [PAGE, *(f"{name}.csv" for name in COLUMNS)]
    with whole_files(folder, names, ".preview") as work:
        try:
            (work / PAGE).write_text(page, encoding="utf-8", newline="\n")
            write_csvs(preview, work)
        except OSError as error:
            raise not_writable(folder, error) from error


def write_csvs(preview: Preview, folder: Path) -> None:
    """Write every answer, with all its rows, into a folder that is there."""
    answers = {**preview.answers, "edited_cells": edited_cells(preview.edits)}
    for name, columns in COLUMNS.items():
        rows = ([row.get(each) for each in columns.split()] for row in answers[name])
        write_csv(folder / f"{name}.csv", columns.split(), rows)
