"""Folders where dbt keeps what it parsed: one for each way of calling it.

dbt parses everything again when it is told other variables than the last time in
the same folder. Each folder is of one process at a time, with its seeds in it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO

LOCK = "lock"
MOST_KEPT = 8


@contextmanager
def target_folder(place: Path, mode: Sequence[str]) -> Iterator[Path]:
    """A folder of this process alone, the one used last by such a run if free."""
    key = hashlib.sha256("\0".join(mode).encode()).hexdigest()[:8]
    for number in count(1):
        folder = place / f"{key}-{number}"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / LOCK).open("w") as lock:
            if not is_taken(lock):
                continue
            forget_oldest(place)
            yield folder
            return


def is_taken(lock: IO[str]) -> bool:
    """Take the lock unless somebody has it; it ends with the file or the process."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def forget_oldest(place: Path) -> None:
    """Remove all but the last few folders, never one that somebody works in."""
    locks = sorted(place.glob(f"*/{LOCK}"), key=lambda path: path.stat().st_mtime)
    for path in locks[:-MOST_KEPT]:
        with path.open("a") as lock:
            if is_taken(lock):
                shutil.rmtree(path.parent, ignore_errors=True)
