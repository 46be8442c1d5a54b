"""Every check of the project: linters beside dbt, which keeps one core busy."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from leads import PROJECT
from leads.files import work_folder
from leads.problems import BuildProblem
from leads.screen import print_rows, say
from leads.workshop import workshop

SECONDS_BETWEEN_LINES = 20.0
# Where dbt begins to tell what failed; before it stands all that went well.
DBT_FAILURES = "Completed with"
NO_UNIT_TESTS = "--exclude-resource-type=unit_test"
# Stands on what `suggest` has fitted.
OF_A_SUGGESTION = "tag:suggestion rpt_suggest*"
# All that dbt warns of is an error, but not what the build warns of: the sample's
# rows are odd on purpose, and seed_warnings says so.
STRICT = '{"error": "all", "warn": ["JinjaLogWarning"]}'


@dataclass
class Outcome:
    """How one step ended, and all it said."""

    passed: bool
    lines: list[str]
    seconds: float

    def counted(self) -> str:
        """The line in which a step says how much it did; the last one."""
        return self.lines[-1].strip("= ") if self.lines else ""

    def skipped(self) -> list[str]:
        return [line for line in self.lines if line.startswith("SKIPPED")]

    def failures(self) -> list[str]:
        told = [n for n, line in enumerate(self.lines) if DBT_FAILURES in line]
        return self.lines[told[0] :] if told else self.lines


Steps = dict[str, list[str]]
LINTERS: Steps = {
    "ruff": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "yamllint": ["yamllint", "--strict", "."],
    "sqlfluff": ["sqlfluff", "lint", "--disable-progress-bar", "models", "tests"],
}


def builds(work: Path) -> Steps:
    """What dbt does with the sample."""
    return {
        "dbt build": dbt(work, "build", NO_UNIT_TESTS),
        # Beside no other seeds a comparison compares the tables with themselves.
        "evaluation": dbt(
            work,
            "build",
            NO_UNIT_TESTS,
            "--select=path:models/evaluation",
            f"--exclude={OF_A_SUGGESTION}",
        ),
        # They ask the built tables for their columns.
        "unit tests": dbt(
            work, "test", "--select=test_type:unit", f"--exclude={OF_A_SUGGESTION}"
        ),
    }


def dbt(work: Path, command: str, *options: str) -> list[str]:
    return [
        "dbt.cli.main",
        f"--warn-error-options={STRICT}",
        "--no-use-colors",
        command,
        *options,
        f"--project-dir={PROJECT}",
        f"--profiles-dir={PROJECT}",
        f"--target-path={work / 'dbt'}",
        f"--log-path={work / 'logs'}",
    ]


def run_checks(everything: bool) -> None:
    """Run all steps, whatever fails; BuildProblem names those that did."""
    outcomes: dict[str, Outcome] = {}

    def run(steps: Steps) -> None:
        for name, command in steps.items():
            say(f"{name} ...")
            outcomes[name] = run_step(work, name, command)
            for line in shown(outcomes[name]):
                say(line)

    with work_folder(workshop() / "target", "test", "checking") as work:
        lanes = [LINTERS, builds(work)]
        with ThreadPoolExecutor() as at_once:
            list(at_once.map(run, lanes))
        options = [] if everything else ["-m", "not slow"]
        run({"pytest": ["pytest", "-rs", *options]})
    rows = [
        {
            "step": name,
            "result": "passed" if outcome.passed else "FAILED",
            "seconds": f"{outcome.seconds:.1f}",
            "ran": outcome.counted() if name not in LINTERS else "",
        }
        for name, outcome in outcomes.items()
    ]
    print_rows("checks", rows)
    if not everything:
        say("Slow tests were left out: `test --all` runs them, as CI does.")
    failed = [name for name, outcome in outcomes.items() if not outcome.passed]
    if failed:
        raise BuildProblem(f"Failed: {', '.join(failed)}.")


def shown(outcome: Outcome) -> list[str]:
    """All that a failed step says; of one that passed, what it did not try."""
    return outcome.skipped() if outcome.passed else outcome.failures()


OF_A_COMPANY = ("LEADS_RAW", "LEADS_SEEDS", "LEADS_AS_OF", "LEADS_EARLIEST_DAY")


def run_step(work: Path, name: str, command: list[str]) -> Outcome:
    """Run one step on the sample and a database of its own; show that it is alive."""
    settings = {
        setting: value
        for setting, value in os.environ.items()
        if setting not in OF_A_COMPANY
    }
    settings["LEADS_DB"] = str(work / "leads.duckdb")
    started = time.monotonic()
    lines: list[str] = []
    ended = threading.Event()

    def report() -> None:
        while not ended.wait(SECONDS_BETWEEN_LINES):
            seconds = f"{time.monotonic() - started:.0f}"
            say(f"    {name}, {seconds} s: {lines[-1] if lines else 'running'}")

    with subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=PROJECT,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        threading.Thread(target=report, daemon=True).start()
        try:
            heard = (line.rstrip() for line in process.stdout or ())
            lines.extend(line for line in heard if line)
        except BaseException:
            process.kill()
            raise
        finally:
            ended.set()
    return Outcome(not process.returncode, lines, time.monotonic() - started)
