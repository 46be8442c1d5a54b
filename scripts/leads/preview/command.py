"""The command: which seeds to look at, what they would change, where it is written."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

from leads import PROJECT
from leads.files import work_folder
from leads.preview.previewing import preview_of
from leads.preview.terminal import print_preview
from leads.preview.written import PAGE, write_preview
from leads.problems import InputProblem
from leads.screen import say
from leads.workshop import workshop


def show_preview(
    db: Path, seeds: Path | None, revision: str | None, out: Path | None
) -> None:
    """Print what edited seeds would change, and write its page and CSVs.

    Raises InputProblem for seeds that cannot be scored, and for a folder that
    cannot be written.
    """
    if seeds and revision:
        raise InputProblem("Name a folder with --seeds or a revision with --git.")
    folder = out or db.parent / "preview"
    with work_folder(workshop() / "target", "revision", "building") as work:
        edited = seeds or PROJECT / "seeds"
        if revision:
            edited = seeds_of_revision(PROJECT, revision, work)
        preview = preview_of(db, edited)
    if preview is None:
        say(
            f"No cell differs from the seeds that {db} was built with: "
            "there is nothing to preview."
        )
        return
    print_preview(preview)
    write_preview(preview, folder)
    say(f"Written to {folder / PAGE} and CSVs beside it.")


def seeds_of_revision(project: Path, revision: str, into: Path) -> Path:
    """Write the seeds of a git revision into a folder, and return where they are.

    Raises InputProblem where there is no git, repository, revision or seeds.
    """
    git = shutil.which("git")
    if not git:
        raise InputProblem("git is not installed: name a folder with --seeds.")
    asked = [git, "archive", "--format=tar", revision, "--", "seeds"]
    done = subprocess.run(asked, cwd=project, capture_output=True)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise InputProblem(
            f"git knows no seeds of {revision!r} ({said[0] if said else 'no reason'}): "
            "name a commit, branch or tag of this project."
        )
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as tar:
        tar.extractall(into, filter="data")
    return into / "seeds"
