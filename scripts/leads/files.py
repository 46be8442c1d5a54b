"""Files that are there whole or not at all: written beside, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from leads.problems import InputProblem

ANOTHER_FOLDER = (
    "close it if another program has it open, or choose another folder with --out."
)


@contextmanager
def whole_file(target: Path, remedy: str) -> Iterator[Path]:
    """Yield a path beside the target; when the block ends well, it is the target.

    Raises InputProblem, which ends with the remedy, where nothing can be written;
    then the target is as it was.
    """
    beside = target.with_name(f".{target.name}.building")
    try:
        yield beside
        os.replace(beside, target)
    except OSError as error:
        raise not_writable(target, error, remedy) from error
    finally:
        # The folder may be no folder at all: then there is nothing to remove.
        if beside.parent.is_dir():
            beside.unlink(missing_ok=True)


def write_text(target: Path, text: str, remedy: str = ANOTHER_FOLDER) -> None:
    """Write UTF-8 with the line ends as they are."""
    with whole_file(target, remedy) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")


def write_bytes(target: Path, content: bytes, remedy: str = ANOTHER_FOLDER) -> None:
    with whole_file(target, remedy) as beside:
        beside.write_bytes(content)


def replace(made: Path, target: Path, remedy: str = ANOTHER_FOLDER) -> None:
    """Rename a finished file or folder into place; InputProblem where that fails."""
    try:
        os.replace(made, target)
    except OSError as error:
        raise not_writable(target, error, remedy) from error


def check_folder(folder: Path, names: Sequence[str]) -> None:
    """Refuse before the work what could not be written after it.

    The folder is made if need be; names are files in it that may be there already.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_writable(folder, error) from error
    if not os.access(folder, os.W_OK):
        raise not_writable(folder, PermissionError(0, "not writable"))
    for target in (folder / name for name in names):
        if target.exists():
            try:
                target.open("r+b").close()
            except OSError as error:
                raise not_writable(target, error) from error


def not_writable(
    target: Path, error: OSError, remedy: str = ANOTHER_FOLDER
) -> InputProblem:
    return InputProblem(f"{target} cannot be written ({error.strerror}): {remedy}")
