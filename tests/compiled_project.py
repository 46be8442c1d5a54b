"""The project's own SQL, compiled once by dbt and then run again and again.

A whole dbt build takes seconds; the statements it would run take a fraction of
one. So the properties can be tried on hundreds of small companies, with exactly
the SQL that dbt compiled and the raw views that its hook makes.
"""

import json
import os
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import duckdb
from raw_rows import write_raw

PROJECT = Path(__file__).resolve().parents[1]
CLOCK = re.compile(r"cast\('\d{4}-\d\d-\d\d \d\d:\d\d:\d\d' as timestamp\)")
PUBLIC = ("score_ledger", "score_history", "lead_scores", "mqls", "raw_row_audit")
Rows = list[dict[str, str | None]]


class CompiledProject:
    """Builds the public tables from raw rows and seeds, in memory."""

    def __init__(self, folder: Path) -> None:
        self.raw = folder / "raw"
        write_raw({}, self.raw)
        path = folder / "compiled.duckdb"
        environment = {"LEADS_RAW": str(self.raw), "LEADS_DB": str(path)}
        options = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
        options += ["--target-path", str(folder / "target"), "--quiet"]
        options += ["--log-path", str(folder / "logs")]
        for verb in ("run-operation open_raw_rows", "compile"):
            subprocess.run(
                [Path(sys.executable).with_name("dbt"), *verb.split(), *options],
                check=True,
                env={**os.environ, **environment},
            )
        manifest = json.loads((folder / "target" / "manifest.json").read_text())
        self.nodes = manifest["nodes"]
        with duckdb.connect(str(path), read_only=True) as con:
            self.raw_views = con.execute(
                "select sql from duckdb_views() where schema_name = 'raw'"
            ).fetchall()

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
        models = in_order(self.nodes, wanted)
        for name, content in files.items():
            (self.raw / name).write_bytes(content)
        con = duckdb.connect(":memory:")
        con.execute("set TimeZone = 'UTC'; attach ':memory:' as compiled; use compiled")
        con.execute("create schema raw; create schema seeds")
        for (sql,) in self.raw_views:
            con.execute(sql)
        for name, rows in seeds.items():
            load_seed(con, name, rows)
        for schema in {model["schema"] for model in models}:
            con.execute(f"create schema if not exists {schema}")
        for model in models:
            sql = CLOCK.sub(f"cast('{run_at}' as timestamp)", model["compiled_code"])
            if model["name"] == "int_as_of" and as_of:
                sql = sql.replace("cast(null as date)", f"cast('{as_of}' as date)")
            kind = model["config"]["materialized"]
            name = f"{model['schema']}.{model['name']}"
            con.execute(f"create {kind} {name} as ({sql}\n)")
        schemas = {model["name"]: model["schema"] for model in models}
        return {name: rows_of(con, f"{schemas[name]}.{name}") for name in wanted}


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
    con.execute(f"create table seeds.{name} ({names})")
    if rows:
        slots = ", ".join("?" for _ in columns)
        cells = [[row.get(column) for column in columns] for row in rows]
        con.executemany(f"insert into seeds.{name} values ({slots})", cells)


def rows_of(con: duckdb.DuckDBPyConnection, table: str) -> list[dict]:
    found = con.execute(f"select * from {table}")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
