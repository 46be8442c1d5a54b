"""The project's own SQL, compiled once by dbt and then run again and again.

A whole dbt build takes seconds; the statements it would run take a fraction of
one. So the properties can be tried on hundreds of small companies, with exactly
the SQL that dbt compiled and the raw views that its hook makes.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
from compile_models import BEFORE_NEWS
from raw_rows import COLUMNS, write_raw

from leads.news import News, tell

PROJECT = Path(__file__).resolve().parents[1]
CLOCK = re.compile(r"cast\('\d{4}-\d\d-\d\d \d\d:\d\d:\d\d' as timestamp\)")
# What a hook calls its own table when it is compiled without one.
THIS = re.compile(r'("\w+"\.)?"\w+"\."inline_query"')
PUBLIC = ("score_ledger", "score_history", "lead_scores", "mqls", "raw_row_audit")
ALL_RESULTS = (
    *PUBLIC,
    "rejected_rows",
    "seed_warnings",
    "mql_spells",
    "readiness",
    "rpt_backtest",
    "rpt_backtest_days",
    "rpt_cooling",
    "rpt_field_evidence",
    "rpt_funnel",
    "rpt_mqls_weekly",
    "rpt_new_mqls",
    "rpt_rfm_grid",
    "rpt_roi",
    "rpt_rule_evidence",
    "rpt_score_distribution",
    "rpt_score_mover_rows",
    "rpt_score_movers",
    "rpt_service_levels",
    "rpt_threshold_options",
    "rpt_undeclared_assets",
    "rpt_unmatched_events",
    "rpt_untouched_mqls",
)
Rows = list[dict[str, str | None]]


class CompiledProject:
    """Builds the public tables from raw rows and seeds, in memory."""

    def __init__(self, folder: Path) -> None:
        self.raw = folder / "raw"
        self.parts = folder / "parts"
        write_raw({}, self.raw)
        path = folder / "compiled.duckdb"
        environment = {"LEADS_RAW": str(self.raw), "LEADS_DB": str(path)}
        subprocess.run(
            [sys.executable, PROJECT / "tests" / "compile_models.py", folder],
            check=True,
            env={**os.environ, **environment},
        )
        self.nodes = read_json(folder / "everything.json")["nodes"]
        self.news_nodes = read_json(folder / "news.json")["nodes"]
        self.news_hooks = read_json(folder / "news_hooks.json")
        with duckdb.connect(str(path), read_only=True) as con:
            views = con.execute(
                "select schema_name, sql from duckdb_views() where not internal"
            ).fetchall()
            tables = con.execute(
                "select sql from duckdb_tables() where schema_name = 'runs'"
            ).fetchall()
        clock = CLOCK.search(
            self.news_nodes["model.lead_scoring.stg_events_read"]["compiled_code"]
        )
        after = date.fromisoformat(clock[0][6:16]) + timedelta(days=1)
        self.latest_day = f"cast('{after}' as date)"
        self.raw_views = [sql for schema, sql in views if schema == "raw"]
        self.runs_tables = [sql for (sql,) in tables]

    def build(
        self,
        raw: dict[str, Rows],
        seeds: dict[str, Rows],
        as_of: date | None,
        run_at: datetime,
        wanted: tuple[str, ...] = PUBLIC,
    ) -> dict[str, list[dict]]:
        """The wanted tables as lists of rows."""
        write_raw(raw, self.raw)
        return self.build_files({}, seeds, as_of, run_at, wanted)

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
        database = Database(self, self.raw_views, as_of, run_at, wanted)
        database.read_everything(seeds)
        return database.results()

    def database(
        self,
        as_of: date | None,
        run_at: datetime,
        wanted: tuple[str, ...] = ALL_RESULTS,
    ) -> "Database":
        """A database that grows, of the raw rows written by write_part."""
        views = [
            re.sub(
                re.escape(f"{self.raw}/") + r"(\w+)\.csv",
                lambda found: f"{self.parts}/{found[1]}/**/*.csv",
                sql,
            )
            for sql in self.raw_views
        ]
        return Database(self, views, as_of, run_at, wanted)

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
        raw_views: list[str],
        as_of: date | None,
        run_at: datetime,
        wanted: tuple[str, ...],
    ) -> None:
        self.project, self.as_of, self.run_at = project, as_of, run_at
        self.wanted = wanted
        con = duckdb.connect(":memory:")
        # One thread: most statements are over before a second one has begun.
        con.execute("set TimeZone = 'UTC'; set threads = 1")
        con.execute("attach ':memory:' as compiled; use compiled")
        con.execute("create schema raw; create schema seeds; create schema runs")
        for sql in [*raw_views, *project.runs_tables]:
            con.execute(sql)
        self.con = con

    def read_everything(self, seeds: dict[str, Rows]) -> None:
        self.load_seeds(seeds)
        for model in in_order(self.project.nodes, self.wanted):
            self.make_anew(model)

    def read_news(
        self,
        seeds: dict[str, Rows],
        news: News,
    ) -> None:
        """Like a build with LEADS_ONLY_NEWS, on top of what is there."""
        self.load_seeds(seeds)
        tell(self.con, news, self.project.parts)
        self.con.execute(self.project.news_hooks[BEFORE_NEWS])
        for model in in_order(self.project.news_nodes, self.wanted):
            if model["config"]["materialized"] == "incremental":
                self.add_to(model)
            else:
                self.make_anew(model)

    def make_anew(self, model: dict) -> None:
        kind = "view" if model["config"]["materialized"] == "view" else "table"
        name, sql = name_of(model), self.sql_of(model)
        self.con.execute(f"create schema if not exists {model['schema']}")
        self.con.execute(f"create or replace {kind} {name} as ({sql}\n)")

    def add_to(self, model: dict) -> None:
        for hook in model["config"]["pre-hook"]:
            sql = THIS.sub(name_of(model), self.project.news_hooks[hook["sql"]])
            self.con.execute(sql)
        name, key = name_of(model), model["config"]["unique_key"]
        sql = f"create or replace temp table news as ({self.sql_of(model)}\n)"
        self.con.execute(sql)
        if model["config"]["incremental_strategy"] == "merge":
            keys = [key] if isinstance(key, str) else key
            same = " and ".join(f"old.{each} = news.{each}" for each in keys)
            self.con.execute(f"delete from {name} as old using temp.news where {same}")
        self.con.execute(f"insert into {name} by name from temp.news")

    def sql_of(self, model: dict) -> str:
        sql = CLOCK.sub(f"cast('{self.run_at}' as timestamp)", model["compiled_code"])
        latest_day = self.run_at.date() + timedelta(days=1)
        sql = sql.replace(self.project.latest_day, f"cast('{latest_day}' as date)")
        if model["name"] == "int_as_of" and self.as_of:
            sql = sql.replace("cast(null as date)", f"cast('{self.as_of}' as date)")
        return sql

    def load_seeds(self, seeds: dict[str, Rows]) -> None:
        for name, rows in seeds.items():
            load_seed(self.con, name, rows)

    def results(self) -> dict[str, list[dict]]:
        models = in_order(self.project.nodes, self.wanted)
        names = {model["name"]: name_of(model) for model in models}
        return {name: rows_of(self.con, names[name]) for name in self.wanted}


def read_json(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


def name_of(model: dict) -> str:
    return f"{model['schema']}.{model['name']}"


def in_order(nodes: dict[str, dict], wanted: tuple[str, ...]) -> list[dict]:
    """The models that the wanted ones need, parents first."""
    ordered: dict[str, dict] = {}

    def visit(unique_id: str) -> None:
        node = nodes.get(unique_id)
        if not node or node["resource_type"] != "model" or unique_id in ordered:
            return
        for parent in node["depends_on"]["nodes"]:
            visit(parent)
        if node["config"]["materialized"] != "ephemeral":
            ordered[unique_id] = node

    for name in wanted:
        visit(f"model.lead_scoring.{name}")
    return list(ordered.values())


def load_seed(con: duckdb.DuckDBPyConnection, name: str, rows: Rows) -> None:
    """Text columns, as dbt loads them; a seed without rows keeps its header."""
    header = (PROJECT / "seeds" / f"{name}.csv").read_text("utf-8").splitlines()[0]
    columns = list(rows[0]) if rows else header.split(",")
    names = ", ".join(f'"{column}" varchar' for column in columns)
    con.execute(f"create or replace table seeds.{name} ({names})")
    if rows:
        slots = ", ".join(f"({', '.join('?' for _ in columns)})" for _ in rows)
        cells = [row.get(column) for row in rows for column in columns]
        con.execute(f"insert into seeds.{name} values {slots}", cells)


def rows_of(con: duckdb.DuckDBPyConnection, table: str) -> list[dict]:
    found = con.execute(f"select * from {table}")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
