"""Where dbt and the commands work: in the project, or beside it."""

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
    # Whose it is and which project: nobody else works there.
    name = f"lead_scoring-{sha256(str(PROJECT).encode()).hexdigest()[:8]}"
    folder = next(place for place in places() if may_make(place / name)) / name
    for path in PROJECT.iterdir():
        link = folder / path.name
        if path.name not in NOT_LINKED and not link.is_symlink():
            link.symlink_to(path)
    return folder


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
