"""What is made once for all tests of a run, such as the sample company, built."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from compiled_project import PROJECT

LONGEST = 900  # seconds


def leads(*arguments: str) -> subprocess.CompletedProcess:
    """Run a command as the README says, whatever the environment says."""
    settings = {k: v for k, v in os.environ.items() if not k.startswith("LEADS_")}
    command = [sys.executable, "scripts/leads.py", *arguments]
    return subprocess.run(
        command, cwd=PROJECT, env=settings, capture_output=True, text=True
    )


def made_once(folder: Path, make: Callable[[Path], str]) -> str:
    """What was said when `folder` was made by `make`.

    Whoever comes first makes it; the others wait for it.
    """
    said = folder / "said.txt"
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + LONGEST
        while not said.exists() and time.monotonic() < until:
            time.sleep(0.2)
    else:
        words = "It was not made: see the first test that failed."
        try:
            words = make(folder)
        finally:
            ending = folder / "said.part"
            ending.write_text(words, encoding="utf-8")
            ending.rename(said)
    return said.read_text(encoding="utf-8")


def build_in(folder: Path) -> str:
    done = leads("build", "--db", str(folder / "leads.duckdb"))
    return done.stdout + done.stderr


def built_sample(place: Path) -> tuple[Path, str]:
    """The published file and what the build said."""
    said = made_once(place / "sample", build_in)
    database = place / "sample" / "leads.duckdb"
    assert database.exists(), said
    return database, said
