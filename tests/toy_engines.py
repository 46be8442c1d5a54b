"""Where the toy project is built: DuckDB files, or databases of a Postgres server."""

from __future__ import annotations

import csv
import os
import re
import shutil
from pathlib import Path

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager

HEADERS = {
    "events": ("event_id", "contact_id", "event_type", "occurred_at"),
    "contacts": ("contact_id", "created_at", "audience", "merged_into"),
    "orders": ("order_id", "contact_id", "ordered_at"),
}


class DuckDB:
    """Files: one per database, with another one for the tables of one run."""

    target = "duckdb"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.raw = str(folder / "raw")

    def named(self, database: str) -> str:
        """What dbt calls a database; it parses once for each name."""
        return self.path(database).stem

    def path(self, database: str) -> Path:
        return self.folder / database / "toy.duckdb"

    def open(self, database: str) -> None:
        self.path(database).parent.mkdir(exist_ok=True)
        os.environ["TOY_DB"] = str(self.path(database))

    def close(self) -> None:
        DuckDBConnectionManager.close_all_connections()

    def write_raw(self, files: dict[str, tuple[str, ...]]) -> None:
        shutil.rmtree(self.raw, ignore_errors=True)
        (Path(self.raw) / "events").mkdir(parents=True)
        for name, rows in files.items():
            lines = [",".join(HEADERS[name.split("/")[0]]), *rows]
            (Path(self.raw) / f"{name}.csv").write_text("\n".join(lines) + "\n")

    def query(self, database: str, *statements: str) -> list[list[tuple]]:
        with duckdb.connect(str(self.path(database)), read_only=True) as file:
            return [file.execute(sql).fetchall() for sql in statements]

    def execute(self, database: str, *statements: str) -> None:
        with duckdb.connect(str(self.path(database))) as file:
            file.execute(f"attach '{self.path(database)}.scratch' as scratch")
            for sql in statements:
                file.execute(sql)

    def reopen(self, database: str) -> None:
        """Let the raw views read the files that are there now."""
        with duckdb.connect(str(self.path(database))) as file:
            views = file.execute(
                """
                select view_name, sql from duckdb_views()
                where schema_name = 'raw' and sql like '%list_value(%'
                """
            ).fetchall()
            for view, sql in views:
                files = sorted(Path(self.raw).glob(f"{view}.csv"))
                files += sorted(Path(self.raw).glob(f"{view}/*.csv"))
                names = ", ".join(f"'{path}'" for path in files)
                now = re.sub(r"list_value\(.*?\)", f"list_value({names})", sql)
                file.execute(now.replace("CREATE VIEW", "create or replace view", 1))

    def drop(self, database: str) -> None:
        shutil.rmtree(self.path(database).parent, ignore_errors=True)

    def copy(self, database: str, other: str) -> None:
        self.drop(other)
        shutil.copytree(self.path(database).parent, self.path(other).parent)


class Postgres:
    """Databases of a server that is started for the tests."""

    target = "postgres"
    raw = "exports"

    def __init__(self, server: str) -> None:
        self.server = server
        os.environ["TOY_HOST"] = server

    def named(self, database: str) -> str:
        return database

    def connect(self, database: str):
        import psycopg2

        connection = psycopg2.connect(
            host=self.server, user="postgres", dbname=database
        )
        connection.autocommit = True
        return connection

    def ask(self, database: str, *statements: str) -> list[list[tuple]]:
        connection = self.connect(database)
        try:
            cursor = connection.cursor()
            answers = []
            for sql in statements:
                cursor.execute(sql)
                answers.append(cursor.fetchall() if cursor.description else [])
            return answers
        finally:
            connection.close()

    query = execute = ask

    def names(self) -> set[str]:
        (rows,) = self.ask("postgres", "select datname from pg_database")
        return {name for (name,) in rows}

    def open(self, database: str) -> None:
        os.environ["TOY_DB"] = database
        if database not in self.names():
            self.ask("postgres", f'create database "{database}"')
        self.ask(database, *self.raw_rows)

    def close(self) -> None:
        from dbt.adapters.factory import reset_adapters

        reset_adapters()

    def write_raw(self, files: dict[str, tuple[str, ...]]) -> None:
        """Tables of text in a schema; each row knows the part it came in."""
        statements = ["create schema if not exists exports"]
        for table, columns in HEADERS.items():
            at = {"occurred_at", "created_at", "ordered_at"}
            typed = [
                f"{name} {'timestamp' if name in at else 'text'}" for name in columns
            ]
            statements += [
                f"create table if not exists exports.{table} "
                f"({', '.join(typed)}, raw_part text)",
                f"truncate exports.{table}",
            ]
        for name, rows in files.items():
            for row in csv.reader(rows):
                cells = [f"'{cell}'" if cell else "null" for cell in [*row, name]]
                table = name.split("/")[0]
                statements.append(
                    f"insert into exports.{table} values ({', '.join(cells)})"
                )
        self.raw_rows = statements

    def reopen(self, database: str) -> None:
        """Its raw views read tables, whatever is in them."""

    def drop(self, database: str) -> None:
        self.ask("postgres", f'drop database if exists "{database}" with (force)')

    def copy(self, database: str, other: str) -> None:
        self.drop(other)
        self.ask("postgres", f'create database "{other}" template "{database}"')
