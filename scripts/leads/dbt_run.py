"""Run dbt in this process, quietly, and say what it is doing."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import click
import duckdb
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from leads.log import log_of_dbt
from leads.messages import problem_from, without_data
from leads.problems import BuildProblem, InputProblem, OutOfMemory
from leads.screen import make_console
from leads.target_folder import target_folder
from leads.timings import write_timings
from leads.workshop import workshop

PROBLEMS_SHOWN = 5
SECONDS_BETWEEN_LINES = 5.0
RESULTS = "run_results.json"
# A statement that reads files: how, which, and with which options.
READ = re.compile(r"(read_(?:csv|parquet))\(\[((?:'[^']*'(?:, )?)+)\], ([^()]*)\)")


@dataclass(frozen=True)
class Selection:
    """What dbt is asked for: nodes in its words, or a selector; all by default.

    A part of the models is built without data tests, unless it is `tested`. On the
    target preview, `production` is the file with the tables in force.
    """

    nodes: Sequence[str] = ()
    excluded: Sequence[str] = ()
    selector: str = ""
    tested: bool = False
    production: Path | None = None
    full_refresh: bool = False

    def options(self) -> list[str]:
        """The options of dbt; unit tests use rows of their own: `test` runs them."""
        chosen = ["--exclude-resource-type", "unit_test"]
        if (self.nodes or self.selector) and not self.tested:
            chosen += ["--exclude-resource-type", "test"]
        chosen += ["--selector", self.selector] if self.selector else []
        chosen += ["--select", *self.nodes] if self.nodes else []
        chosen += ["--exclude", *self.excluded] if self.excluded else []
        chosen += ["--full-refresh"] if self.full_refresh else []
        return [*chosen, "--target", "preview"] if self.production else chosen


SCORES_AND_REPORTS = Selection(selector="scores_and_reports", tested=True)


class Progression:
    """What the build is doing: a bar, or a line now and then in a pipe."""

    def __init__(self) -> None:
        self.console = make_console()
        self.log = log_of_dbt()
        self.done = 0
        self.total: int | None = None
        self.reading = ""
        self.spoken_at = time.monotonic()
        self.guard = threading.Lock()
        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=self.console,
            transient=True,
            disable=not self.console.is_terminal,
        )
        self.task = self.bar.add_task("starting dbt", total=None)

    def hear(self, event: Any) -> None:
        """Called by dbt for every event, from any of its threads."""
        name, data = event.info.name, event.data
        if event.info.level in ("info", "warn", "error"):
            self.log.info(without_data(event.info.msg))
        with self.guard:
            if name == "LogStartLine":
                self.total = data.total
                self.show(data.node_info.node_name)
            elif name == "NodeFinished":
                self.done = min(self.done + 1, self.total or self.done + 1)
                self.show(data.node_info.node_name)
            elif name == "SQLQuery":
                self.reading = data.sql if READ.search(data.sql) else self.reading

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


def files_read_by(sql: str) -> str:
    """The file that a statement reads: of several the first that cannot be read."""
    read = READ.search(sql)
    files = re.findall(r"'([^']*)'", read[2]) if read else []
    for file in files[: None if files[1:] else 0]:
        try:
            duckdb.execute(f"describe from {read[1]}(['{file}'], {read[3]})")
        except duckdb.Error:  # noqa: PERF203 - the first one is wanted
            return file
    return os.path.commonpath(files) if files else ""


def run_dbt_build(
    seeds: Path, database: Path, variables: dict[str, Any], selection: Selection
) -> None:
    """Build into `database` from a folder of seeds; its file is closed afterwards.

    `variables` are dbt's; empty ones are not told. A build that ran out of memory
    leaves its results beside the database; where they are found, the build goes on
    from there.
    Raises InputProblem or BuildProblem with sentences, KeyboardInterrupt if
    stopped.
    """
    progression = Progression()
    told = {name: value for name, value in variables.items() if value}
    invoked_at = datetime.now(timezone.utc)
    mode = [json.dumps(told, sort_keys=True), str(bool(selection.production))]
    with (
        progression.bar,
        places(database, selection.production),
        target_folder(workshop() / "target" / "dbt", mode) as folder,
        closed_database(),
        nothing_collected(),
    ):
        from dbt.cli.main import dbtRunner

        shutil.rmtree(folder / "seeds", ignore_errors=True)
        shutil.copytree(seeds, folder / "seeds")
        told["seeds"] = (folder / "seeds").relative_to(workshop()).as_posix()
        goes_on = (database.parent / RESULTS).is_file()
        outcome = dbtRunner(callbacks=[progression.hear]).invoke(
            [
                "--log-level=none",
                # See Progression: what dbt writes has raw lines in it.
                "--log-level-file=none",
                f"--log-path={workshop() / 'logs'}",
                "--quiet",
                "--no-print",
                "--no-use-colors",
                "--no-version-check",
                "--no-send-anonymous-usage-stats",
                "--no-write-json",
                *(["retry", f"--state={database.parent}"] if goes_on else ["build"]),
                f"--vars={json.dumps(told)}",
                f"--project-dir={workshop()}",
                f"--profiles-dir={workshop()}",
                f"--target-path={folder}",
                *([] if goes_on else selection.options()),
            ]
        )
    if isinstance(outcome.exception, KeyboardInterrupt | SystemExit):
        raise outcome.exception
    write_timings(outcome.result, invoked_at)
    if outcome.exception:
        message = str(outcome.exception)
        raise with_log(problem_from(message, files_read_by(progression.reading)))
    if not outcome.success:
        problem = problem_from_nodes(outcome.result or [])
        if isinstance(problem, OutOfMemory):
            outcome.result.write(str(database.parent / RESULTS))
        raise with_log(problem)


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Python would look for garbage in all that dbt has parsed, again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def places(database: Path, production: Path | None) -> Iterator[None]:
    """Tell profiles.yml where the files lie, and dbt nothing that the shell says."""
    check_limits()
    before = dict(os.environ)
    for name in before:
        if name.startswith("DBT_"):
            del os.environ[name]
    os.environ["LEADS_DB"] = str(database)
    os.environ["LEADS_SCRATCH"] = f"{database}.scratch"
    os.environ["LEADS_PRODUCTION"] = str(production or "")
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def check_limits() -> None:
    """Refuse what DuckDB or dbt would not understand."""
    threads = os.environ.get("LEADS_THREADS", "1")
    if not re.fullmatch(r"[1-9]\d{0,2}", threads):
        raise InputProblem(
            f"LEADS_THREADS is {threads!r}: write how many threads, such as 2."
        )
    memory = os.environ.get("LEADS_MEMORY", "1GB")
    if not re.fullmatch(r"[1-9]\d*(\.\d+)? ?[KMGT]i?B", memory, re.IGNORECASE):
        raise InputProblem(f"LEADS_MEMORY is {memory!r}: write it like 6GB.")


@contextmanager
def closed_database() -> Iterator[None]:
    """dbt keeps DuckDB files open after a run: close them."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.adapters.duckdb.credentials import DuckDBCredentials

    # dbt parses everything again for a file in another place, but nothing that it
    # parses depends on the place.
    DuckDBCredentials._connection_keys = lambda _: ("database", "schema", "settings")
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
    for kind in (InputProblem, OutOfMemory, BuildProblem):
        chosen = [each for each in problems if isinstance(each, kind)]
        if chosen:
            break
    sentences = list(dict.fromkeys(each.message for each in chosen))
    shown = sentences[:PROBLEMS_SHOWN]
    if len(sentences) > len(shown):
        shown.append(f"... and {len(sentences) - len(shown)} more.")
    return kind("\n".join(shown))


def node_problem(result: Any) -> click.ClickException:
    """Why a node failed; a failed test of a seed is the editor's to mend."""
    node, message = result.node, result.message or "failed without a message"
    if str(result.status) != "fail":
        return problem_from(message, step=node.name)
    parents = node.depends_on.nodes
    is_seed_test = bool(parents) and all(p.startswith("seed.") for p in parents)
    sentence = f"The test {node.name} does not hold: {message.splitlines()[0]}."
    if node.description:
        sentence += f" {node.description.strip()}"
    return (InputProblem if is_seed_test else BuildProblem)(sentence)


def with_log(problem: click.ClickException) -> click.ClickException:
    """Say where the whole story is, unless the user can mend it without."""
    if type(problem) is BuildProblem:
        problem.message += f"\nThe log is {workshop() / 'logs' / 'dbt.log'}"
    return problem
