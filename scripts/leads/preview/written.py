"""The preview as files: the page and the CSVs, all of them or none."""

from __future__ import annotations

from pathlib import Path

from leads.export import check_folder, not_writable, replace
from leads.preview.listings import CSVS, write_csvs
from leads.preview.page import page_of
from leads.preview.previewing import Preview
from leads.publish import work_folder

PAGE = "preview.html"


def write_preview(preview: Preview, folder: Path) -> None:
    """Write the page and the CSVs into the folder, which is made if need be.

    Raises InputProblem where one of them cannot be written; then none is.
    """
    page = page_of(preview)
    check_folder(folder, [PAGE, *CSVS])
    with work_folder(folder, ".preview", "building") as work:
        try:
            (work / PAGE).write_text(page, encoding="utf-8", newline="\n")
            write_csvs(preview, work)
        except OSError as error:
            raise not_writable(folder, error) from error
        for name in (PAGE, *CSVS):
            replace(work / name, folder / name)
