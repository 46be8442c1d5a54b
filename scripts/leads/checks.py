"""Every check of the project, two at a time where each needs one core."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from rich.console import Console

from leads.problems import BuildProblem
from leads.publish import work_folder
from leads.screen import say, table

SECONDS_BETWEEN_LINES = 20.0
# Where dbt begins to tell what failed; before it stands all that went well.
DBT_FAILURES = "Completed with"
LINTERS = ("ruff", "ruff format", "yamllint", "sqlfluff")


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


def linters(sql: list[str]) -> Steps:
    """What reads files and runs nothing, as modules of this Python."""
    return {
        "ruff": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "yamllint": ["yamllint", "--strict", "."],
        "sqlfluff": ["sqlfluff", "lint", "--disable-progress-bar", *sql],
    }


def builds(project: Path, work: Path) -> Steps:
    """What dbt does with the sample; it keeps little more than one core busy."""
    return {
        "dbt build": dbt(project, work, "build", "--exclude-resource-type=unit_test"),
        "evaluation": dbt(
            project,
            work,
            "build",
            "--selector=evaluation",
            "--exclude-resource-type=unit_test",
        ),
        # They ask the built tables for their columns.
        "unit tests": dbt(
            project,
            work,
            "test",
            "--select=test_type:unit",
            "--exclude=tag:suggestion rpt_suggest* path:models/evaluation/comparison",
        ),
    }


def pytest(everything: bool) -> Steps:
    """It keeps all cores busy, and comes last."""
    return {"pytest": ["pytest", "-rs", *([] if everything else ["-m", "not slow"])]}


class Passed:
    """SQL files that the linter found nothing in, as they are.

    What it finds depends on the file, on macros and settings, and on its version.
    """

    def __init__(self, project: Path) -> None:
        self.note = project / "target" / "lint" / "passed.txt"
        self.prints = prints(project)
        noted = self.note.read_text().split() if self.note.exists() else []
        self.left = [file for file, name in self.prints.items() if name not in noted]

    def remember(self) -> None:
        self.note.parent.mkdir(parents=True, exist_ok=True)
        self.note.write_text("\n".join(self.prints.values()))

    def counted(self) -> str:
        return (
            f"{len(self.left)} of {len(self.prints)} files; others passed as they are"
        )


def prints(project: Path) -> dict[str, str]:
    """A print of each SQL file and of all that its linting depends on."""
    shared = [project / name for name in (".sqlfluff", ".sqlfluffignore")]
    shared += [project / "dbt_project.yml", *sorted(project.glob("lint/**/*.py"))]
    shared += sorted(project.glob("macros/**/*.sql"))
    known = hashlib.sha256(version("sqlfluff").encode())
    for path in shared:
        known.update(path.read_bytes() + b"\0")
    lines = (project / ".sqlfluffignore").read_text().splitlines()
    ignored = tuple(line for line in lines if line.endswith("/"))
    found = {}
    paths = [*project.glob("models/**/*.sql"), *project.glob("tests/**/*.sql")]
    for path in sorted(paths):
        name = path.relative_to(project).as_posix()
        if not name.startswith(ignored):
            each = known.copy()
            each.update(path.read_bytes())
            found[name] = each.hexdigest()
    return found


def dbt(project: Path, work: Path, command: str, *options: str) -> list[str]:
    return [
        "dbt.cli.main",
        "--warn-error",
        "--no-use-colors",
        command,
        *options,
        f"--project-dir={project}",
        f"--profiles-dir={project}",
        f"--target-path={work / 'dbt'}",
        f"--log-path={work / 'logs'}",
    ]


def run_checks(project: Path, console: Console, everything: bool) -> None:
    """Run all steps, whatever fails; BuildProblem names those that did."""
    outcomes: dict[str, Outcome] = {}

    def run(steps: Steps) -> None:
        for name, command in steps.items():
            if STOPPED.is_set():
                return
            console.print(f"{name} ...")
            outcomes[name] = run_step(project, work, name, command, console)
            for line in shown(outcomes[name]):
                say(console, line)

    passed = Passed(project)
    with work_folder(project / "target", "test", "checking") as work:
        reading, building = linters(passed.left), builds(project, work)
        last = pytest(everything)
        order = [*reading, *building, *last]
        if not passed.left:
            del reading["sqlfluff"]
            outcomes["sqlfluff"] = Outcome(True, [], 0.0)
        with ThreadPoolExecutor() as at_once, stopped_with_us():
            for done in [at_once.submit(run, each) for each in (reading, building)]:
                done.result()
        run(last)
    if outcomes["sqlfluff"].passed:
        passed.remember()
    rows = [
        (
            name,
            "passed" if outcomes[name].passed else "FAILED",
            f"{outcomes[name].seconds:.1f}",
            ran(name, outcomes[name], passed),
        )
        for name in order
    ]
    console.print(table("Checks", ["step", "result", "seconds#", "ran"], rows))
    if not everything:
        console.print("Slow tests were left out: `test --all` runs them, as CI does.")
    failed = [name for name, outcome in outcomes.items() if not outcome.passed]
    if failed:
        raise BuildProblem(f"Failed: {', '.join(failed)}.")


def ran(name: str, outcome: Outcome, passed: Passed) -> str:
    if name == "sqlfluff":
        return passed.counted()
    return "" if name in LINTERS else outcome.counted()


RUNNING: set[subprocess.Popen] = set()
STOPPED = threading.Event()


@contextmanager
def stopped_with_us() -> Iterator[None]:
    """Who stops the checks stops the steps that run beside each other."""
    try:
        yield
    except BaseException:
        STOPPED.set()
        for process in tuple(RUNNING):
            process.kill()
        raise


def shown(outcome: Outcome) -> list[str]:
    """All that a failed step says; of one that passed, what it did not try."""
    return outcome.skipped() if outcome.passed else outcome.failures()


def run_step(
    project: Path, work: Path, name: str, command: list[str], console: Console
) -> Outcome:
    """Run one step on the sample and a database of its own; show that it is alive."""
    settings = {
        setting: value
        for setting, value in os.environ.items()
        if setting not in {"LEADS_RAW", "LEADS_SEEDS", "LEADS_AS_OF"}
    }
    settings["LEADS_DB"] = str(work / "leads.duckdb")
    started = time.monotonic()
    lines: list[str] = []
    ended = threading.Event()

    def report() -> None:
        while not ended.wait(SECONDS_BETWEEN_LINES):
            seconds = f"{time.monotonic() - started:.0f}"
            heard = lines[-1] if lines else "running"
            say(console, f"    {name}, {seconds} s: {heard}")

    with subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=project,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        threading.Thread(target=report, daemon=True).start()
        RUNNING.add(process)
        try:
            heard = (line.rstrip() for line in process.stdout or ())
            lines.extend(line for line in heard if line)
        except BaseException:
            process.kill()
            raise
        finally:
            ended.set()
            RUNNING.discard(process)
    return Outcome(not process.returncode, lines, time.monotonic() - started)
