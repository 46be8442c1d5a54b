"""A small company and project with the real run machinery, built in this process.

`tests/toy` holds the models around it; macros and models/run are the real files.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
import shutil
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import dbt.selected_resources
import dbt.tracking
from dbt.cli.main import dbtRunner
from dbt_common.events.event_manager import EventManager
from toy_engines import DuckDB, Postgres

from leads.dbt_run import nothing_collected

REAL = Path(__file__).resolve().parents[1]
TOY = REAL / "tests" / "toy"
SHARED = (
    "selectors.yml",
    "macros",
    "models/docs.md",
    "models/run",
    "models/facts/repeated_hashes_this_run.sql",
    "tests/generic",
)
# What says which run it is differs between two databases that hold the same.
COMPARED = (
    "facts.int_matched_events",
    "facts.int_unusable_events",
    "facts.int_repeated_events",
    "facts.int_contact_states",
    "scores.int_scored_states",
    "scores.int_scored_contacts",
    "scores.int_ledger",
    "marts.lead_scores",
    "marts.score_ledger",
    "reports.rpt_bands",
)
ABOUT_THE_RUN = ("run_inputs", "run_scope")


@dataclass(frozen=True)
class State:
    """All that a run may be made of; rows are lines of CSV files."""

    events: dict[str, tuple[str, ...]]  # by file
    contacts: tuple[str, ...] = ("a,2026-01-01,,", "b,2026-01-02,,", "c,2026-01-02,,")
    orders: tuple[str, ...] = ("o1,a,2026-01-02",)
    seeds: dict[str, str] = field(default_factory=dict)  # other than the toy's own
    as_of: str = ""
    now: datetime = datetime(2026, 3, 1, tzinfo=timezone.utc)

    def put(self, **changes) -> State:
        return replace(self, **changes)

    def with_part(self, name: str, *rows: str) -> State:
        return replace(self, events={**self.events, name: rows})

    def without_part(self, name: str) -> State:
        left = {part: rows for part, rows in self.events.items() if part != name}
        return replace(self, events=left)

    def with_seed(self, name: str, old: str, new: str) -> State:
        text = self.seeds.get(name) or (TOY / f"seeds/{name}.csv").read_text()
        return replace(self, seeds={**self.seeds, name: text.replace(old, new)})


@dataclass
class Outcome:
    """What a command of dbt came to."""

    success: bool
    failed: dict[str, str]  # the message of each node that failed
    nodes: list


class Toy:
    """A copy of the project, its raw files or tables, and two databases."""

    def __init__(self, folder: Path, engine: DuckDB | Postgres) -> None:
        self.folder = folder
        self.engine = engine
        self.project = folder / "project"
        shutil.copytree(TOY, self.project)
        for name in SHARED:
            if (REAL / name).is_dir():
                shutil.copytree(
                    REAL / name,
                    self.project / name,
                    # They are tried where the real models are.
                    ignore=shutil.ignore_patterns("*_unit_tests.yml"),
                    dirs_exist_ok=True,
                )
            else:
                shutil.copy(REAL / name, self.project / name)
        self.state = State({})
        self.manifests: dict[str, object] = {}
        self.compiled: dict[str, list] = {}
        self.built: dict[str, str] = {}
        self.truths: dict[str, dict] = {}
        self.begun: dict[str, State] = {}

    def start_from(self, state: State) -> None:
        """A database that holds the finished run of a state, and nothing else."""
        self.begun.clear()
        self.write(state)
        if str(state) in self.built:
            self.engine.copy(self.built[str(state)], "this")
            self.note_begun_run()
            return
        self.engine.drop("this")
        outcome = self.dbt("build")
        assert outcome.success, outcome.failed
        self.built[str(state)] = f"built_{len(self.built)}"
        self.engine.copy("this", self.built[str(state)])

    def write(self, state: State) -> None:
        """Put the rows and the seeds of a state where dbt looks for them."""
        self.state = state
        files = {f"events/{name}": rows for name, rows in state.events.items()}
        files |= {"contacts": state.contacts, "orders": state.orders}
        self.engine.write_raw(files)
        for seed in (TOY / "seeds").glob("*.csv"):
            text = state.seeds.get(seed.stem) or seed.read_text()
            (self.project / "seeds" / seed.name).write_text(text)

    def command(self, *arguments: str, database: str = "this", **told) -> list:
        self.engine.open(database)
        told = {"raw": self.engine.raw, "as_of": self.state.as_of, **told}
        return [
            *arguments, "--project-dir", str(self.project),
            "--profiles-dir", str(self.project), "--target", self.engine.target,
            "--target-path", str(self.folder / "targets" / database),
            "--log-level", "none", "--log-level-file", "none", "--vars", str(told),
        ]  # fmt: skip

    def dbt(self, *arguments: str, keep_results: bool = False, **told) -> Outcome:
        """Run a command of dbt; `told` are variables and the database."""
        command = self.command(*arguments, **told)
        database = told.get("database", "this")
        manifest = None
        if arguments[0] != "retry":
            command.append("--write-json" if keep_results else "--no-write-json")
            named = self.engine.named(database)
            if named not in self.manifests:
                parsed = dbtRunner().invoke(["parse", *command[len(arguments) :]])
                self.manifests[named] = parsed.result
            manifest = self.manifests[named]
        # A new process knows of no earlier selection.
        dbt.selected_resources.set_selected_resources(set())
        with (
            at_this_time(self.state.now),
            contextlib.redirect_stdout(io.StringIO()),
            nothing_collected(),
            nothing_told(),
        ):
            result = dbtRunner(manifest=manifest).invoke(command)
        self.engine.close()
        nodes = getattr(result.result, "results", None) or []
        failed = {
            node.node.name: node.message or ""
            for node in nodes
            if str(node.status) in ("error", "fail")
        }
        if not nodes and result.exception:
            failed["dbt"] = str(result.exception)
        if database == "this" and nodes:
            self.note_begun_run()
        return Outcome(result.success, failed, nodes)

    def note_begun_run(self) -> None:
        """Remember what was there when a run was begun."""
        for (run_id,) in self.rows("select run_id from run_state.runs"):
            self.begun.setdefault(run_id, self.state)

    def rows(self, query: str) -> list[tuple]:
        return self.engine.query("this", query)[0]

    def tables(self, database: str = "this") -> dict[str, list[tuple]]:
        queries = [f"select * from {name}" for name in COMPARED]
        tables = self.engine.query(database, *queries)
        return {
            name: sorted(rows, key=str)
            for name, rows in zip(COMPARED, tables, strict=True)
        }

    def run(self) -> tuple[str, bool]:
        """The id of the run that tables are written for, and if it is finished."""
        rows = self.rows(
            "select run_id, finished_at is not null from run_state.runs"
            " where run_id = (select run_id from run.run_scope)"
        )
        return rows[0] if rows else ("", False)

    def truth(self, state: State) -> dict[str, list[tuple]]:
        """The tables of a full build in an empty database."""
        key = str(state)
        if key not in self.truths:
            before = self.state
            self.write(state)
            if state.as_of in self.compiled:
                self.repeat_full_build(state)
            else:
                self.build_in_full(state)
            self.truths[key] = self.tables("full")
            self.write(before)
        return self.truths[key]

    def build_in_full(self, state: State) -> None:
        self.engine.drop("full")
        command = ("build", "--exclude-resource-type", "test")
        outcome = self.dbt(*command, database="full")
        assert outcome.success, outcome.failed
        self.compiled[state.as_of] = [
            (node.node.relation_name, node.node.config.materialized == "view",
             at_any_time(node.node.compiled_code))
            for node in outcome.nodes
            if node.node.resource_type == "model"
            and node.node.name not in ABOUT_THE_RUN
        ]  # fmt: skip

    def repeat_full_build(self, state: State) -> None:
        """The same SQL over other rows and seeds: dbt itself takes seconds."""
        self.engine.open("full")
        self.engine.reopen("full")
        statements = [
            f"create or replace view raw.{view} as select * from raw.events"
            for view in ("events_this_run", "doubtful_parts_this_run")
        ]
        for seed in (self.project / "seeds").glob("*.csv"):
            rows = list(csv.reader(seed.read_text().splitlines()[1:]))
            # Each row knows which one of its file it is; the header is the first.
            cells = [
                "('" + "', '".join([*row, str(number)]) + "')"
                for number, row in enumerate(rows, start=2)
            ]
            statements += [
                f"delete from seeds.{seed.stem}",
                f"insert into seeds.{seed.stem} values {', '.join(cells)}",
            ]
        end = f"{state.now + timedelta(days=1):%Y-%m-%d %H:%M:%S}"
        for relation, is_view, code in self.compiled[state.as_of]:
            code = code.replace("<end of clock>", end)
            if is_view:
                statements.append(f"create or replace view {relation} as {code}")
            else:
                statements += [
                    f"create table new_rows as {code}",
                    f"delete from {relation}",
                    f"insert into {relation} select * from new_rows",
                    "drop table new_rows",
                ]
        self.engine.execute("full", *statements)


@contextlib.contextmanager
def nothing_told():
    """dbt would write down what happens in every step, and nobody reads it here."""
    fire = EventManager.fire_event
    EventManager.fire_event = lambda *_, **__: None
    try:
        yield
    finally:
        EventManager.fire_event = fire


@contextlib.contextmanager
def at_this_time(now: datetime):
    """What dbt takes for the moment it was started."""
    start = dbt.tracking.User.__init__

    def start_at(self, *arguments, **options):
        start(self, *arguments, **options)
        self.run_started_at = now

    dbt.tracking.User.__init__ = start_at
    try:
        yield
    finally:
        dbt.tracking.User.__init__ = start


def at_any_time(code: str) -> str:
    return re.sub(
        r"> cast\('\d{4}-\d\d-\d\d \d\d:\d\d:\d\d' as timestamp\)",
        "> cast('<end of clock>' as timestamp)",
        code,
    )
