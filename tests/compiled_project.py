"""The project's own SQL, compiled once by dbt and then run again and again.

A whole dbt build takes seconds; the statements it would run take a fraction of
one. So the properties can be tried on hundreds of small companies, with exactly
the SQL that dbt compiled and the raw views that its hook makes. What the macros of
a run do around a model (macros/run_state.sql, replace_this_run.sql) is done here
again in a few lines; tests/test_run_state.py tries the macros themselves.
"""

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import uuid
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
from raw_rows import COLUMNS, read_seeds, write_raw

PROJECT = Path(__file__).resolve().parents[1]
CLOCK = re.compile(r"cast\('\d{4}-\d\d-\d\d \d\d:\d\d:\d\d' as timestamp\)")
# Tables with rows that may be refused as future, and the column that says when.
DATED = {
    "base_contacts": "created_at",
    "base_orders": "ordered_at",
    "base_deals": "created_at",
    "base_sales_touches": "touched_at",
    "base_contact_changes": "valid_at",
    "base_campaign_costs": "spent_at",
    "base_contact_aliases": "identified_at",
    "int_unusable_events": "occurred_at",
}
PUBLIC = ("score_ledger", "score_history", "lead_scores", "mqls", "raw_row_audit")
# What every run makes: all but the evaluation.
ALL_RESULTS = (
    *PUBLIC,
    "rejected_rows",
    "conflicting_states",
    "seed_warnings",
    "mql_spells",
    "readiness",
    "rpt_cooling",
    "rpt_cooling_horizons",
    "rpt_current_figures",
    "rpt_funnel",
    "rpt_mqls_weekly",
    "rpt_new_mqls",
    "rpt_rfm_grid",
    "rpt_roi",
    "rpt_score_distribution",
    "rpt_score_mover_rows",
    "rpt_score_movers",
    "rpt_service_levels",
    "rpt_undeclared_assets",
    "rpt_unmatched_events",
    "rpt_untouched_mqls",
    "rpt_weeks",
)

Rows = list[dict[str, str | None]]


def compile_in(folder: Path) -> str:
    """Have dbt compile the project; what it said meanwhile."""
    write_raw({}, folder / "raw")
    done = subprocess.run(
        [sys.executable, PROJECT / "tests" / "compile_models.py", folder],
        env={**os.environ, "LEADS_DB": str(folder / "compiled.duckdb")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


class CompiledProject:
    """Builds the public tables from raw rows and seeds, in memory.

    `compiled` is a folder of compile_in, which others may read meanwhile; raw rows
    are written to `folder`, which is of this one alone.
    """

    def __init__(self, compiled: Path, folder: Path) -> None:
        self.raw = folder / "raw"
        self.parts = folder / "parts"
        self.compiled_raw = compiled / "raw"
        write_raw({}, self.raw)
        self.whole = read_json(compiled / "whole.json")["nodes"]
        self.increment = read_json(compiled / "increment.json")["nodes"]
        path = compiled / "compiled.duckdb"
        with duckdb.connect(str(path), read_only=True) as con:
            self.raw_views = con.execute(
                """
                select view_name, sql from duckdb_views()
                where schema_name = 'raw' and view_name <> 'parts' and not internal
                """
            ).fetchall()
            self.run_state = con.execute(
                "select sql from duckdb_tables() where schema_name = 'run_state'"
            ).fetchall()
        self.shipped = read_seeds(PROJECT / "seeds")
        self.seeds_of = seeds_alone(self.whole)
        self.kept: Path | None = None
        self.kept = self.keep_rules(folder / "kept.duckdb")

    def keep_rules(self, path: Path) -> Path:
        """Make what is made of the shipped seeds alone: most builds are of these."""
        rules = tuple(self.seeds_of)
        database = Database(self, self.raw, None, datetime(2026, 1, 1), rules)
        for name, rows in self.shipped.items():
            load_seed(database.con, name, rows)
        database.is_whole, database.nodes = True, self.whole
        database.con.execute(f"attach '{path}' as made")
        for model in in_order(self.whole, rules):
            database.make_anew(model)
            schema, name = model["schema"], model["name"]
            database.con.execute(
                f"create schema if not exists made.{schema};"
                f"create table made.{schema}.{name} as from {name_of(model)}"
            )
        database.con.close()
        return path

    def as_shipped(self, seeds: dict[str, Rows]) -> set[str]:
        """Models that these seeds make as the shipped ones do."""
        same = {name for name, rows in seeds.items() if rows == self.shipped[name]}
        return {model for model, parents in self.seeds_of.items() if parents <= same}

    def build(
        self,
        raw: dict[str, Rows],
        seeds: dict[str, Rows],
        as_of: date | None,
        run_at: datetime,
        wanted: tuple[str, ...] = PUBLIC,
        day_zone: str = "UTC",
        identity: str = "last",
    ) -> dict[str, list[dict]]:
        """The wanted tables as lists of rows."""
        write_raw(raw, self.raw)
        database = Database(self, self.raw, as_of, run_at, wanted)
        database.day_zone, database.identity = day_zone, identity
        database.run(seeds)
        return database.results()

    def build_files(
        self,
        files: dict[str, bytes],
        seeds: dict[str, Rows],
        as_of: date | None,
        run_at: datetime,
        wanted: tuple[str, ...],
    ) -> dict[str, list[dict]]:
        """The same from raw files as they are, beside those already there."""
        for name, content in files.items():
            (self.raw / name).write_bytes(content)
        database = Database(self, self.raw, as_of, run_at, wanted)
        database.run(seeds)
        return database.results()

    def database(
        self,
        as_of: date | None,
        run_at: datetime,
        wanted: tuple[str, ...] = ALL_RESULTS,
    ) -> "Database":
        """A database that grows, of the raw rows written by write_part."""
        return Database(self, self.parts, as_of, run_at, wanted)

    def forget_parts(self) -> None:
        """Empty the folder of parts: each table has a file without rows."""
        shutil.rmtree(self.parts, ignore_errors=True)
        self.write_part("none", {table: [] for table in COLUMNS})

    def write_part(self, name: str, raw: dict[str, Rows]) -> None:
        """One more file of each of these raw tables."""
        for table, rows in raw.items():
            path = self.parts / table / f"{name}.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, COLUMNS[table], lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)


class Database:
    """One database in memory, built at once or added to, as dbt would do it."""

    def __init__(
        self,
        project: CompiledProject,
        folder: Path,
        as_of: date | None,
        run_at: datetime,
        wanted: tuple[str, ...],
    ) -> None:
        self.project, self.folder = project, folder
        self.as_of, self.run_at, self.wanted = as_of, run_at, wanted
        self.day_zone, self.identity = "UTC", "last"
        # What a next run reads of this one, wanted or not.
        self.made = (*wanted, "int_scored_states")
        self.finished = False
        # Rules of the shipped seeds are taken from where they are kept, if any.
        self.kept = project.kept
        self.kinds: dict[str, str] = {}
        con = duckdb.connect(":memory:")
        # One thread: most statements are over before a second one has begun.
        con.execute("set TimeZone = 'UTC'; set threads = 1")
        con.execute("attach ':memory:' as scratch; attach ':memory:' as compiled")
        con.execute("use compiled; create schema scratch.scratch")
        con.execute("create schema raw; create schema seeds; create schema run_state")
        if self.kept:
            con.execute(f"attach '{self.kept}' as kept (read_only)")
        for (sql,) in project.run_state:
            con.execute(sql)
        for name, sql in project.raw_views:
            con.execute(self.raw_view(name, sql))
        con.execute(
            "create table raw.parts (table_name text, raw_part text, print text)"
        )
        con.execute("create table raw.contact_fields (field text)")
        self.con = con

    def raw_view(self, name: str, sql: str) -> str:
        """A raw view as dbt made it, of the files of this database."""
        ours, theirs = str(self.folder), str(self.project.compiled_raw)
        files = "/**/*.csv" if self.folder == self.project.parts else ".csv"
        sql = sql.replace(f"'{theirs}/{name}.csv'", f"'{ours}/{name}{files}'")
        return sql.replace(f"'{theirs}/'", f"'{ours}/'")

    def run(self, seeds: dict[str, Rows]) -> None:
        """One finished run: whole at first, then of what differs."""
        self.con.execute("delete from raw.parts; delete from raw.contact_fields")
        self.con.execute(
            "insert into raw.contact_fields select unnest(?)", [COLUMNS["contacts"]]
        )
        for path in sorted(self.folder.rglob("*.csv")):
            part = path.relative_to(self.folder)
            content = hashlib.md5(path.read_bytes()).hexdigest()  # noqa: S324
            self.con.execute(
                "insert into raw.parts values (?, ?, ?)",
                [part.parts[0].split(".")[0], str(part), content],
            )
        for name, rows in seeds.items():
            load_seed(self.con, name, rows)
        as_shipped = self.project.as_shipped(seeds) if self.kept else set()
        self.nodes = self.project.increment if self.finished else self.project.whole
        self.is_whole = not self.finished
        for model in in_order(self.nodes, self.made):
            if model["name"] in as_shipped:
                self.relate(
                    model, "view", f"from kept.{model['schema']}.{model['name']}"
                )
            else:
                self.make(model)
        self.con.execute(
            """
            update run_state.runs set finished_at = now()
            where run_id = (select run_id from run.run_scope);
            delete from run_state.inputs
            where run_id not in (select run_id from run.run_scope)
            """
        )
        self.finished = True

    def make(self, model: dict) -> None:
        if not self.is_whole and model["config"]["materialized"] == "incremental":
            self.add_to(model)
        else:
            self.make_anew(model)
        if model["name"] == "run_inputs":
            self.con.execute(
                "delete from run_state.marks; "
                "insert into run_state.marks values (?, ?)",
                ["run_inputs", str(uuid.uuid4())],
            )
        elif model["name"] == "run_scope":
            self.begin()
        elif model["name"] == "run_as_of":
            self.con.execute(
                """
                update run_state.runs set as_of = (select as_of from run.run_as_of)
                where run_id = (select run_id from run.run_scope)
                """
            )
        elif model["name"] == "repeated_hashes_this_run":
            self.open_parts("doubtful_parts_this_run", model)
        if model["name"] in DATED:
            self.note_future_rows(model)

    def make_anew(self, model: dict) -> None:
        kind = "view" if model["config"]["materialized"] == "view" else "table"
        self.relate(model, kind, f"({self.sql_of(model)}\n)")

    def relate(self, model: dict, kind: str, sql: str) -> None:
        """A table or view in place of the one of its name, whatever that was."""
        name = name_of(model)
        before = self.kinds.get(name)
        if not before:
            schema = name.rpartition(".")[0]
            self.con.execute(f"create schema if not exists {schema}")
        elif before != kind:
            self.con.execute(f"drop {before} {name}")
        self.con.execute(f"create or replace {kind} {name} as {sql}")
        self.kinds[name] = kind

    def add_to(self, model: dict) -> None:
        name, config = name_of(model), model["config"]
        self.con.execute(
            f"create or replace temp table news as ({self.sql_of(model)}\n)"
        )
        conditions = [
            f"{column} in (select {column} from {self.place(relation)})"
            for column, relations in config["meta"].get("scope", {}).items()
            for relation in ([relations] if isinstance(relations, str) else relations)
        ]
        key = config["unique_key"]
        if key:
            conditions.append(f"{key} in (select {key} from temp.news)")
        if conditions:
            self.con.execute(f"delete from {name} where {' or '.join(conditions)}")
        self.con.execute(f"insert into {name} by name from temp.news")

    def place(self, name: str) -> str:
        return name_of(self.nodes[f"model.lead_scoring.{name}"])

    def begin(self) -> None:
        """A run that was to add and turns out to be whole starts over."""
        self.con.execute(
            f"""
            insert into run_state.runs (run_id, run_number, begun_at, is_whole)
            select
                run_id,
                (select count(*) + 1 from run_state.runs),
                '{self.run_at}',
                is_whole
            from run.run_scope;
            insert into run_state.inputs
            select scope.run_id, inputs.kind, inputs.name, inputs.print
            from run.run_inputs as inputs cross join run.run_scope as scope
            where inputs.print is not null
            """
        )
        (is_whole,) = self.con.execute("select is_whole from run.run_scope").fetchone()
        if is_whole:
            self.is_whole, self.nodes = True, self.project.whole
        self.open_parts("events_this_run")

    def open_parts(self, view: str, also: dict | None = None) -> None:
        parts = """
            select name from compiled.run.run_inputs
            where kind = 'events' and is_in_scope and print is not null
        """
        if also:
            parts += f" union select raw_part from {name_of(also)}"
        names = [name for (name,) in self.con.execute(parts).fetchall()]
        listed = ", ".join(f"'{name}'" for name in names) or "null"
        where = "" if self.is_whole else f"where raw_part in ({listed})"
        self.con.execute(
            f"create or replace view raw.{view} as select * from raw.events {where}"
        )

    def note_future_rows(self, model: dict) -> None:
        table = model["name"].removeprefix("base_")
        table = "events" if table == "int_unusable_events" else table
        self.con.execute(
            f"""
            delete from run_state.future_rows where table_name = '{table}';
            insert into run_state.future_rows
            select '{table}', raw_part, min({DATED[model["name"]]})
            from {name_of(model)} where own_rejection = 'future_timestamp'
            group by raw_part
            """
        )

    def sql_of(self, model: dict) -> str:
        node = self.nodes[model["unique_id"]]
        latest = f"cast('{self.run_at + timedelta(days=1)}' as timestamp)"
        sql = CLOCK.sub(latest, node["compiled_code"])
        if model["name"] == "run_as_of" and self.as_of:
            sql = sql.replace("cast(null as date)", f"cast('{self.as_of}' as date)")
        if model["name"] == "int_alias_owners":
            assert "'last' = 'by_time'" in sql
            sql = sql.replace("'last' = 'by_time'", f"'{self.identity}' = 'by_time'")
        if model["name"] == "occurrences_this_run":
            for compiled in ("{} <> 'UTC'", "at time zone 'UTC' at time zone {}"):
                there = compiled.format("'UTC'")
                assert there in sql
                sql = sql.replace(there, compiled.format(f"'{self.day_zone}'"))
        return sql

    def results(self) -> dict[str, list[dict]]:
        models = in_order(self.project.whole, self.wanted)
        names = {model["name"]: name_of(model) for model in models}
        return {name: rows_of(self.con, names[name]) for name in self.wanted}

    def durable(self) -> dict[str, list[dict]]:
        """All tables that are kept from run to run, as lists of rows."""
        return {
            model["name"]: rows_of(self.con, name_of(model))
            for model in in_order(self.project.whole, self.made)
            if model["config"]["materialized"] == "incremental"
        }


def read_json(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


def name_of(model: dict) -> str:
    return f"{model['database']}.{model['schema']}.{model['name']}"


def seeds_alone(nodes: dict[str, dict]) -> dict[str, set[str]]:
    """The models that are made of seeds and nothing else, and of which ones."""
    found: dict[str, set[str]] = {}

    def seeds_of(unique_id: str) -> set[str]:
        """Empty where something else is read, too."""
        node = nodes.get(unique_id)
        if not node or node["resource_type"] not in ("seed", "model"):
            return set()
        name = node["name"]
        if node["resource_type"] == "seed":
            return {name}
        if name not in found:
            parents = [seeds_of(parent) for parent in node["depends_on"]["nodes"]]
            is_dated = CLOCK.search(node["compiled_code"])
            found[name] = (
                set() if is_dated or not all(parents) else set().union(*parents)
            )
        return found[name]

    for unique_id in nodes:
        seeds_of(unique_id)
    ephemeral = {n["name"] for n in nodes.values() if is_ephemeral(n)}
    return {m: seeds for m, seeds in found.items() if seeds and m not in ephemeral}


def is_ephemeral(node: dict) -> bool:
    return node["config"]["materialized"] == "ephemeral"


def in_order(nodes: dict[str, dict], wanted: tuple[str, ...]) -> list[dict]:
    """The models that the wanted ones need, parents first.

    Nobody reads the errors of seeds, which only stop a build of dbt.
    """
    ordered: dict[str, dict] = {}

    def visit(unique_id: str) -> None:
        node = nodes.get(unique_id)
        if not node or node["resource_type"] != "model" or unique_id in ordered:
            return
        if node["name"] == "seed_errors" and "seed_errors" not in wanted:
            return
        for parent in node["depends_on"]["nodes"]:
            visit(parent)
        if not is_ephemeral(node):
            ordered[unique_id] = node

    for name in wanted:
        visit(f"model.lead_scoring.{name}")
    return list(ordered.values())


def load_seed(con: duckdb.DuckDBPyConnection, name: str, rows: Rows) -> None:
    """Text columns and row numbers, as dbt loads them.

    A seed without rows keeps its header; rows may bring their numbers along.
    """
    header = (PROJECT / "seeds" / f"{name}.csv").read_text("utf-8").splitlines()[0]
    columns = [name for name in rows[0] if name != "row_number"] if rows else None
    columns = columns or header.split(",")
    names = ", ".join(f'"{column}" varchar' for column in columns)
    con.execute(f"create or replace table seeds.{name} ({names}, row_number integer)")
    # Typed out: with each parameter DuckDB looks for a package of data frames.
    typed = ", ".join(
        f"({', '.join(literal(row.get(column)) for column in columns)},"
        f" {row.get('row_number', number)})"
        for number, row in enumerate(rows, start=2)
    )
    if rows:
        con.execute(f"insert into seeds.{name} values {typed}")


def literal(cell: str | None) -> str:
    return "null" if cell is None else "'" + str(cell).replace("'", "''") + "'"


def rows_of(con: duckdb.DuckDBPyConnection, table: str) -> list[dict]:
    found = con.execute(f"select * from {table}")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
