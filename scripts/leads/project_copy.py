"""The project as one build sees it: a copy, and what dbt parsed of it before.

dbt parses again whatever lies at another path than the last time, so every
build runs in a folder that looks the same from within.
"""

from __future__ import annotations

import filecmp
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

SQL_FOLDERS = ("models", "macros", "tests")
SETTING_FILES = ("dbt_project.yml", "profiles.yml")
PARSED = Path("target") / "partial_parse.msgpack"
# What dbt itself reads while it parses.
SETTINGS_PARSED = (
    "LEADS_ONLY_NEWS",
    "LEADS_SCRATCH",
    "LEADS_THREADS",
    "LEADS_MEMORY",
)
MOST_KEPT = 8


def copy_project(project: Path, seeds: Path, into: Path) -> None:
    """Copy what dbt reads of the project, with these seeds, into a folder."""
    for name in SQL_FOLDERS:
        only_sql = shutil.ignore_patterns("*.py", "__pycache__")
        shutil.copytree(project / name, into / name, ignore=only_sql)
    for name in SETTING_FILES:
        shutil.copy(project / name, into / name)
    shutil.copytree(seeds, into / "seeds")


@contextmanager
def parsed_before(copy: Path, keep: Path, settings: dict[str, str]) -> Iterator[None]:
    """Lend dbt what it parsed of the same code; keep what it parses now."""
    kept = keep / f"{print_of_code(copy, settings)}.msgpack"
    (copy / PARSED).parent.mkdir(exist_ok=True)
    if kept.is_file():
        shutil.copy2(kept, copy / PARSED)
    try:
        yield
    finally:
        # Only speed is lost without it.
        with suppress(OSError):
            keep_one(copy / PARSED, kept)


def keep_one(parsed: Path, kept: Path) -> None:
    """Put a file in its place at once, and forget those of older code.

    dbt writes another one for the same code when it was told other settings.
    """
    if not parsed.is_file() or (kept.is_file() and filecmp.cmp(parsed, kept)):
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    arriving = kept.with_suffix(f".{os.getpid()}")
    shutil.copy(parsed, arriving)
    os.replace(arriving, kept)
    by_age = sorted(kept.parent.iterdir(), key=lambda path: path.stat().st_mtime)
    for old in by_age[:-MOST_KEPT]:
        old.unlink(missing_ok=True)


def print_of_code(copy: Path, settings: dict[str, str]) -> str:
    """Tells apart all that dbt parses, but for the rows of the seeds."""
    digest = hashlib.sha256(f"{sys.version} {version('dbt-core')}".encode())
    for name in SETTINGS_PARSED:
        digest.update(settings.get(name, os.environ.get(name, "")).encode() + b"\0")
    for file in sorted(copy.rglob("*")):
        if file.suffix in {".sql", ".yml"}:
            digest.update(file.relative_to(copy).as_posix().encode() + b"\0")
            digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
