"""Unit tests of models that only a preview or a suggestion makes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from compiled_project import PROJECT


def run_unit_tests(
    made: Path, in_force: Path, folder: Path, *nodes: str
) -> tuple[int, str]:
    """How many unit tests of these nodes hold, and what was said.

    dbt asks the tables in `made`, which a preview of `in_force` wrote, for their
    columns.
    """
    options = {
        "target": "preview",
        "project-dir": PROJECT,
        "profiles-dir": PROJECT,
        "target-path": folder / "target",
        "log-path": folder / "logs",
    }
    command = ["-m", "dbt.cli.main", "--no-use-colors", "test", "--select"]
    command += [f"{node},test_type:unit" for node in nodes]
    command += [f"--{name}={value}" for name, value in options.items()]
    done = subprocess.run(
        [sys.executable, *command],
        env=os.environ
        | {
            "LEADS_DB": str(made),
            "LEADS_SCRATCH": f"{made}.scratch",
            "LEADS_PRODUCTION": str(in_force),
        },
        capture_output=True,
        text=True,
    )
    counted = re.search(r"PASS=(\d+) WARN=0 ERROR=0 SKIP=0", done.stdout)
    return int(counted[1]) if counted else 0, done.stdout
