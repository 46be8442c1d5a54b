"""Files that are there whole or not at all: written beside, then renamed."""

from __future__ import annotations

import os
import re
import shutil
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


@contextmanager
def whole_files(folder: Path, names: Sequence[str], work_name: str) -> Iterator[Path]:
    """Yield a folder beside; when the block ends well, its files are in `folder`.

    What could not be written after the work is refused before it, as InputProblem:
    `names` are the files, which may be there already. The folder is made if need be.
    """
    check_folder(folder, names)
    with work_folder(folder, work_name, "building") as work:
        yield work
        for made in (work / name for name in names):
            if made.exists():
                try:
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


@contextmanager
def work_folder(parent: Path, name: str, kind: str) -> Iterator[Path]:
    """A folder of this process, `<name>.<pid>.<kind>`, gone afterwards.

    Folders that killed processes left behind are removed first.
    """
    parent.mkdir(parents=True, exist_ok=True)
    pattern = re.compile(re.escape(name) + r"\.(\d+)\." + re.escape(kind))
    for entry in list(parent.iterdir()):
        found = pattern.fullmatch(entry.name)
        if found and not is_running(int(found[1])):
            shutil.rmtree(entry, ignore_errors=True)
    folder = parent / f"{name}.{os.getpid()}.{kind}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def is_running(pid: int) -> bool:
    """True when another process has this id; our own id is a leftover's."""
    if pid == os.getpid():
        return False
    if os.name == "nt":  # there signal 0 would end the process
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
