"""The sample company, built once for all tests that only read it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
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


def built_sample(place: Path) -> tuple[Path, str]:
    """The published file and what the build said.

    Whoever comes first builds it in `place`; the others wait for it.
    """
    folder = place / "sample"
    database, said = folder / "leads.duckdb", folder / "said.txt"
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + LONGEST
        while not said.exists() and time.monotonic() < until:
            time.sleep(0.2)
    else:
        done = leads("build", "--db", str(database))
        ending = folder / "said.part"
        ending.write_text(done.stdout + done.stderr, encoding="utf-8")
        ending.rename(said)
    assert database.exists(), said.read_text(encoding="utf-8")
    return database, said.read_text(encoding="utf-8")
