"""The command: which seeds to look at, what they would change, where it is written."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from leads.preview.previewing import preview_of
from leads.preview.revision import seeds_of_revision
from leads.preview.terminal import print_preview
from leads.preview.written import PAGE, write_preview
from leads.problems import InputProblem
from leads.publish import work_folder


def show_preview(
    project: Path,
    database: Path,
    seeds: Path | None,
    revision: str | None,
    out: Path | None,
    console: Console,
) -> None:
    """Print what edited seeds would change, and write its page and CSVs.

    Raises InputProblem for seeds that cannot be scored, and for a folder that
    cannot be written.
    """
    if seeds and revision:
        raise InputProblem("Name a folder with --seeds or a revision with --git.")
    folder = out or database.parent / "preview"
    with work_folder(project / "target", "revision", "building") as work:
        edited = seeds or project / "seeds"
        if revision:
            edited = seeds_of_revision(project, revision, work)
        preview = preview_of(project, database, edited, console)
    if preview is None:
        console.print(
            f"No cell differs from the seeds that {database} was built with: "
            "there is nothing to preview.",
            soft_wrap=True,
        )
        return
    print_preview(preview, console)
    write_preview(preview, folder)
    console.print(f"Written to {folder / PAGE} and CSVs beside it.", soft_wrap=True)
