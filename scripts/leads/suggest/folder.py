"""The folder a suggestion is written to: the seeds in force, with its cells."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

from leads import PROJECT
from leads.database import Row
from leads.files import work_folder
from leads.problems import InputProblem
from leads.seed_folder import read_rows, write_seed

# Only a folder with this file in it is ever replaced.
MARK = "suggestion.txt"


def check_folder(out: Path) -> None:
    """Refuse every folder that somebody may be scoring with."""
    own = (PROJECT / "seeds").resolve()
    if out == own or own in out.parents:
        raise InputProblem(
            f"{out} is where the seeds in force are: a suggestion is never written "
            "there. Name another folder with --out."
        )
    if out.exists() and not out.is_dir():
        raise InputProblem(f"{out} is not a folder: name another one with --out.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise InputProblem(
            f"{out} holds files that no suggestion wrote: they are left alone. Name "
            "another folder with --out."
        )


def write_edited(seeds: Path, into: Path, edits: list[Row]) -> None:
    """A copy of a seed folder in which the edited cells have their new text."""
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(seeds, into)
    by_seed = defaultdict(list)
    for edit in edits:
        by_seed[edit["seed"]].append(edit)
    for seed, its_edits in by_seed.items():
        file = into / f"{seed}.csv"
        header, *rows = [row for _, row in read_rows(file)]
        for edit in its_edits:
            row = rows[edit["row_number"] - 2]
            row[header.index(edit["column_name"])] = edit["now"]
            row[header.index("why")] = edit["why"]
        write_seed(file, [header, *rows])


def publish_folder(made: Path, out: Path, summary: str) -> None:
    """Put the finished folder in its place, whole."""
    try:
        with work_folder(out.parent, f".{out.name}", "building") as work:
            whole = work / out.name
            shutil.copytree(made, whole)
            (whole / MARK).write_text(summary, encoding="utf-8", newline="\n")
            if out.exists():
                out.rename(work / "before")
            whole.rename(out)
    except OSError as error:
        raise InputProblem(
            f"{out} cannot be written ({error.strerror}): name another folder with "
            "--out."
        ) from error
