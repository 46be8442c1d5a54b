"""Locks of one process at a time, that end with it, however it ends.

Standard library only: see bootstrap.py.
"""

from __future__ import annotations

import errno
import os
from typing import IO

# What systems say of a lock that another process holds.
HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


def take(lock: IO[str]) -> bool:
    """Take the lock on an open file unless somebody has it."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        if problem.errno not in HELD:
            raise
        return False
    return True
