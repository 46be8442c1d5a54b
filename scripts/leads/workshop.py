"""Where dbt and the commands work: in the project, or beside it.

Standard library only: see bootstrap.py.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path

from leads import PROJECT

NOT_LINKED = {"target", "logs", ".git", ".venv"}


@cache
def workshop() -> Path:
    """The project's folder, if it may be written; else one of links to what is in it.

    That one is in LEADS_CACHE, in the cache folder of the user, or among the
    temporary files: the first that may be written.
    """
    if os.access(PROJECT, os.W_OK):
        return PROJECT
    folder = cache_folder()
    for path in PROJECT.iterdir():
        link = folder / path.name
        if path.name not in NOT_LINKED and not link.is_symlink():
            link.symlink_to(path)
    return folder


def cache_folder() -> Path:
    """A folder of this user for this project."""
    name = f"lead_scoring-{sha256(str(PROJECT).encode()).hexdigest()[:8]}"
    for place in places():
        if may_make(place / name):
            return place / name
    raise OSError("there is no folder to work in: set LEADS_CACHE to one")


def places() -> list[Path]:
    user = os.getuid() if hasattr(os, "getuid") else "user"
    told = [os.environ.get("LEADS_CACHE"), os.environ.get("XDG_CACHE_HOME")]
    return [
        *(Path(place) for place in told if place),
        Path("~/.cache").expanduser(),
        Path(tempfile.gettempdir()) / f"leads-{user}",
    ]


def may_make(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
