"""Run dbt in this process, quietly, and say what it is doing."""

from __future__ import annotations

import gc
import os
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from leads.messages import problem_from
from leads.problems import BuildProblem, InputProblem
from leads.project_copy import copy_project, parsed_before
from leads.timings import write_timings

PROBLEMS_SHOWN = 5
SECONDS_BETWEEN_LINES = 5.0


@dataclass(frozen=True)
class Selection:
    """Nodes in dbt's words, such as `int_planned_cuts+`, and those left out."""

    nodes: Sequence[str]
    excluded: Sequence[str] = ()


class Progression:
    """What the build is doing: a bar, or a line now and then in a pipe."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.done = 0
        self.total: int | None = None
        self.reading = ""
        self.spoken_at = time.monotonic()
        self.guard = threading.Lock()
        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self.task = self.bar.add_task("starting dbt", total=None)

    def hear(self, event: Any) -> None:
        """Called by dbt for every event, from any of its threads."""
        name, data = event.info.name, event.data
        with self.guard:
            if name == "LogStartLine":
                self.total = data.total
                self.show(data.node_info.node_name)
            elif name == "NodeFinished":
                self.done = min(self.done + 1, self.total or self.done + 1)
                self.show(data.node_info.node_name)
            elif name == "SQLQuery":
                file = re.search(r"read_(?:csv|parquet)\('([^']+)'", data.sql)
                self.reading = file[1] if file else self.reading

    def show(self, node: str) -> None:
        self.bar.update(
            self.task, description=node, completed=self.done, total=self.total
        )
        now = time.monotonic()
        if self.bar.disable and now - self.spoken_at >= SECONDS_BETWEEN_LINES:
            self.spoken_at = now
            # Who listened may be gone (`| head`): dbt would wait for ever for
            # the thread in which telling it fails.
            with suppress(OSError):
                self.console.print(f"{self.done} of {self.total} steps, now {node}")


def import_dbt_ahead() -> None:
    """Importing dbt takes seconds, in which DuckDB can work.

    Whoever imports the same module meanwhile waits for it, as run_dbt_build does.
    """
    threading.Thread(target=import_module, args=["dbt.cli.main"]).start()


def run_dbt_build(
    project: Path,
    seeds: Path,
    database: Path,
    settings: dict[str, str],
    console: Console,
    selection: Selection | None = None,
) -> None:
    """Build everything into `database`, in whose folder dbt is let work.

    `settings` are the LEADS_ variables that the SQL reads. A `selection` keeps
    to some models, and leaves their data tests out.
    Raises InputProblem or BuildProblem with sentences, KeyboardInterrupt if
    stopped. The database file is closed either way.
    """
    progression = Progression(console)
    copy = database.parent
    copy_project(project, seeds, copy)
    # Seeds and database have the same names in every copy.
    settings = {**settings, "LEADS_SEEDS": "seeds", "LEADS_DB": database.name}
    invoked_at = datetime.now(timezone.utc)
    with (
        progression.bar,
        environment(settings),
        working_in(copy),
        parsed_before(copy, project / "target" / "parsed", settings),
        closed_database(),
        nothing_collected(),
    ):
        from dbt.cli.main import dbtRunner

        outcome = dbtRunner(callbacks=[progression.hear]).invoke(
            [
                "build",
                # Unit tests use rows of their own: `test` runs them.
                "--exclude-resource-type=unit_test",
                *selected(selection),
                "--project-dir=.",
                "--profiles-dir=.",
                "--target-path=target",
                f"--log-path={project / 'logs'}",
                "--log-level=none",
                # Writing down every statement would take a tenth of a preview.
                f"--log-level-file={'info' if selection else 'debug'}",
                "--quiet",
                "--no-print",
                "--no-use-colors",
                "--no-version-check",
                "--no-send-anonymous-usage-stats",
                "--no-write-json",
            ]
        )
    if isinstance(outcome.exception, KeyboardInterrupt | SystemExit):
        raise outcome.exception
    write_timings(outcome.result, invoked_at)
    if outcome.exception:
        message = str(outcome.exception)
        raise with_log(project, problem_from(message, progression.reading))
    if not outcome.success:
        raise with_log(project, problem_from_nodes(outcome.result or []))


def selected(selection: Selection | None) -> list[str]:
    if not selection:
        return []
    excluded = ["--exclude", *selection.excluded] if selection.excluded else []
    return ["--exclude-resource-type=test", "--select", *selection.nodes, *excluded]


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Python would look for garbage in all that dbt has parsed, again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def environment(settings: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def closed_database() -> Iterator[None]:
    """dbt keeps DuckDB files open after a run: close them."""
    # Not before dbt itself: see import_dbt_ahead.
    import dbt.cli.main  # noqa: F401
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    try:
        yield
    finally:
        DuckDBConnectionManager.close_all_connections()


def problem_from_nodes(results: Any) -> click.ClickException:
    """One problem out of the nodes that failed; the user's own come first."""
    problems = [
        node_problem(result)
        for result in results
        if str(result.status) in {"error", "fail", "runtime error"}
    ]
    inputs = [each for each in problems if isinstance(each, InputProblem)]
    chosen = inputs or problems
    sentences = list(dict.fromkeys(each.message for each in chosen))
    shown = sentences[:PROBLEMS_SHOWN]
    if len(sentences) > len(shown):
        shown.append(f"... and {len(sentences) - len(shown)} more.")
    return (InputProblem if inputs else BuildProblem)("\n".join(shown))


def node_problem(result: Any) -> click.ClickException:
    """Why a node failed; a failed test of a seed is the editor's to mend."""
    node, message = result.node, result.message or "failed without a message"
    if str(result.status) != "fail":
        return problem_from(message)
    parents = node.depends_on.nodes
    is_seed_test = bool(parents) and all(p.startswith("seed.") for p in parents)
    sentence = f"The test {node.name} does not hold: {message.splitlines()[0]}."
    if node.description:
        sentence += f" {node.description.strip()}"
    return (InputProblem if is_seed_test else BuildProblem)(sentence)


def with_log(project: Path, problem: click.ClickException) -> click.ClickException:
    """Say where the whole story is, unless the user can mend it without."""
    if isinstance(problem, BuildProblem):
        problem.message += f"\nThe log is {project / 'logs' / 'dbt.log'}"
    return problem
