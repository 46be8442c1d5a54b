"""Files that are there whole or not at all: written beside, then renamed."""

from __future__ import annotations

import glob
import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from leads import PROJECT
from leads.locks import take
from leads.problems import InputProblem

ANOTHER_FOLDER = (
    "close it if another program has it open, or choose another folder with --out."
)


@contextmanager
def whole_file(target: Path, remedy: str) -> Iterator[Path]:
    """Yield a path beside the target; when the block ends well, it is the target.

    Raises InputProblem, which ends with the remedy, where nothing can be written, or
    where the target begins otherwise than what is written now; then it is as it was.
    """
    beside = target.with_name(f".{target.name}.building")
    check_plain(target, remedy)
    try:
        yield beside
        check_same_kind(target, beside, remedy)
        keep_mode(target, beside)
        os.replace(beside, target)
    except OSError as error:
        raise not_writable(target, error, remedy) from error
    finally:
        # The folder may be no folder at all: then there is nothing to remove.
        if beside.parent.is_dir():
            beside.unlink(missing_ok=True)


@contextmanager
def whole_files(folder: Path, names: Sequence[str], work_name: str) -> Iterator[Path]:
    """Yield a folder beside; when the block ends well, its files are in `folder`.

    What could not be written after the work is refused before it, as InputProblem:
    `names` are the files, which may be there already. The folder is made if need be.
    A text that begins otherwise than the new one is somebody else's: it is left alone.
    """
    check_folder(folder, names)
    with work_folder(folder, work_name, "building") as work:
        yield work
        for name in names:
            if not name.endswith(".xlsx"):
                check_same_kind(folder / name, work / name, ANOTHER_FOLDER)
        for made in (work / name for name in names):
            if made.exists():
                try:
                    keep_mode(folder / made.name, made)
                    os.replace(made, folder / made.name)
                except OSError as error:
                    raise not_writable(folder / made.name, error) from error


def check_folder(folder: Path, names: Sequence[str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_writable(folder, error) from error
    if not os.access(folder, os.W_OK):
        raise not_writable(folder, PermissionError(0, "not writable"))
    if folder == PROJECT / "seeds" or (folder / "scoring_models.csv").exists():
        raise InputProblem(f"{folder} holds seeds: choose another folder with --out.")
    for target in (folder / name for name in names):
        check_plain(target, ANOTHER_FOLDER)
        if target.exists():
            try:
                target.open("r+b").close()
            except OSError as error:
                raise not_writable(target, error) from error


def not_writable(
    target: Path, error: OSError, remedy: str = ANOTHER_FOLDER
) -> InputProblem:
    return InputProblem(f"{target} cannot be written ({error.strerror}): {remedy}")


def check_plain(target: Path, remedy: str) -> None:
    """Refuse to replace a folder, a device or a link, and any database."""
    if (target.exists() or target.is_symlink()) and not target.is_file():
        raise InputProblem(
            f"{target} cannot be written (it is no plain file): {remedy}"
        )
    if target.is_file() and is_duckdb(target):
        raise InputProblem(f"{target} is a database, and is left alone: {remedy}")


def is_duckdb(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(12)[8:] == b"DUCK"


def check_same_kind(target: Path, made: Path, remedy: str) -> None:
    """Refuse to replace a text that begins otherwise than what is written now."""
    is_there = made.exists() and target.exists()
    if is_there and beginning(target) not in ("", beginning(made)):
        raise InputProblem(
            f"{target} is something else than what this command writes: it is "
            f"left alone; {remedy}"
        )


def beginning(path: Path) -> str:
    """The first line, by which a CSV or a page is known; quotes make no difference."""
    with path.open("rb") as file:
        line = file.readline(10_000).decode("utf-8-sig", "replace")
    return line.replace('"', "").strip()


def keep_mode(before: Path, after: Path) -> None:
    """Who could read a file that is replaced can read the new one, and nobody else."""
    if before.exists():
        status = before.stat()
        after.chmod(status.st_mode & 0o7777)
        if hasattr(os, "chown"):
            with suppress(PermissionError):
                os.chown(after, status.st_uid, status.st_gid)


@contextmanager
def work_folder(parent: Path, name: str, kind: str) -> Iterator[Path]:
    """A folder of this process, `<name>.<any>.<kind>`, gone afterwards.

    A lock beside it is held meanwhile. Folders whose lock nobody holds were left
    behind by killed processes, on this machine or another, and are removed first.
    """
    parent.mkdir(parents=True, exist_ok=True)
    for path in parent.glob(f"{glob.escape(name)}.*.{kind}.lock"):
        with suppress(FileNotFoundError), path.open("r+") as lock:
            if take(lock):
                remove(path)
    folder = parent / f"{name}.{uuid.uuid4().hex[:8]}.{kind}"
    path = folder.with_name(f"{folder.name}.lock")
    with path.open("w") as lock:
        take(lock)
        folder.mkdir()
        try:
            yield folder
        finally:
            remove(path)


def remove(lock: Path) -> None:
    """A folder first, then its lock: without one it would never be removed."""
    shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
    lock.unlink(missing_ok=True)
