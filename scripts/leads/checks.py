"""Every check of the project, one after the other."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console

from leads.problems import BuildProblem
from leads.publish import work_folder
from leads.screen import table


def steps(project: Path, work: Path) -> dict[str, list[str]]:
    """What each step runs, all as modules of this Python."""
    return {
        "ruff": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "yamllint": ["yamllint", "--strict", "."],
        "sqlfluff": [
            "sqlfluff",
            "lint",
            "--disable-progress-bar",
            "--processes=2",
            "models",
            "tests",
        ],
        "dbt build": [
            "dbt.cli.main",
            "--warn-error",
            "--quiet",
            "--no-use-colors",
            "build",
            f"--project-dir={project}",
            f"--profiles-dir={project}",
            f"--target-path={work / 'dbt'}",
            f"--log-path={work / 'logs'}",
        ],
        "pytest": ["pytest"],
    }


def run_checks(project: Path, console: Console) -> None:
    """Run all steps, whatever fails; BuildProblem names those that did."""
    results = []
    with work_folder(project / "target", "test", "checking") as work:
        for name, command in steps(project, work).items():
            console.print(f"{name} ...")
            started = time.monotonic()
            passed = run_step(project, work, command, console)
            seconds = f"{time.monotonic() - started:.1f}"
            results.append((name, "passed" if passed else "FAILED", seconds))
    console.print(table("Checks", ["step", "result", "seconds#"], results))
    failed = [name for name, result, _ in results if result == "FAILED"]
    if failed:
        raise BuildProblem(f"Failed: {', '.join(failed)}.")


def run_step(project: Path, work: Path, command: list[str], console: Console) -> bool:
    """Run one step on the sample and a database of its own; show a failure."""
    settings = {
        name: value
        for name, value in os.environ.items()
        if name not in {"LEADS_RAW", "LEADS_SEEDS", "LEADS_AS_OF"}
    }
    settings["LEADS_DB"] = str(work / "leads.duckdb")
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        console.print(done.stdout.strip(), soft_wrap=True)
    return done.returncode == 0
