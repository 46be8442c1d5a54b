"""Folders where dbt keeps what it parsed: one for each way of calling it.

dbt parses everything again when it is told other variables than the last time in
the same folder. Each folder is of one process at a time, with its seeds in it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from leads.locks import take

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
            if not take(lock):
                continue
            forget_oldest(place)
            yield folder
            return


def forget_oldest(place: Path) -> None:
    """Remove all but the last few folders, never one that somebody works in."""
    locks = sorted(place.glob(f"*/{LOCK}"), key=lambda path: path.stat().st_mtime)
    for path in locks[:-MOST_KEPT]:
        with path.open("a") as lock:
            if take(lock):
                shutil.rmtree(path.parent, ignore_errors=True)
