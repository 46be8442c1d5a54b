"""Every finished run leaves a record: which rules, which code, how many rows."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

# Public views without a count of their own, and the table they name.
COUNTED_IN = {
    "score_ledger": "intermediate.int_ledger",
    "score_history": "intermediate.int_score_days",
}
RECORDS = ("finished_runs", "finished_run_parts")
HOLDS_RECORDS = """
    select count(*) from duckdb_tables()
    where
        database_name = 'earlier'
        and schema_name = 'runs'
        and table_name in ('finished_runs', 'finished_run_parts')
"""
NEXT_NUMBER = "select coalesce(max(run_number), 0) + 1 from runs.finished_runs"
PUBLIC_TABLES = """
    select table_schema, table_name from information_schema.tables
    where
        table_schema in ('marts', 'reports')
        and table_name not in ('scoring_runs', 'scoring_run_parts')
    order by table_schema, table_name
"""
ADD_RULES = """
    insert into runs.finished_run_parts
    select
        $run, 'seed', seeds.table_name,
        md5(coalesce(
            string_agg(hashes.seed_hash, '' order by hashes.scoring_model), ''
        )),
        coalesce(sum(hashes.row_count), 0)
    from information_schema.tables as seeds
    left join intermediate.int_seed_hashes as hashes
        on seeds.table_name = hashes.seed
    where seeds.table_schema = 'seeds' and seeds.table_catalog = current_catalog()
    group by seeds.table_name
    union all
    select $run, 'scoring_model', scoring_model, rules_hash, null
    from intermediate.int_rules_hashes
    union all
    select $run, 'raw_table', table_name, null, sum(row_count)
    from marts.raw_row_audit
    where outcome in ('accepted', 'rejected')
    group by table_name
"""
ADD_TABLE = """
    insert into runs.finished_run_parts
    values ($run, 'public_table', $name, null, $rows)
"""
ADD_RUN = """
    insert into runs.finished_runs
    select
        $run,
        cast(now() at time zone 'UTC' as timestamp),
        (select as_of from intermediate.int_as_of),
        $work,
        md5(string_agg(name || part_hash, ',' order by name)
            filter (where kind = 'seed')),
        $code,
        coalesce(sum(row_count) filter (where kind = 'raw_table'), 0),
        coalesce(sum(row_count) filter (where kind = 'public_table'), 0),
        $seconds
    from runs.finished_run_parts
    where run_number = $run
"""


@dataclass
class Run:
    """A build from its start; `code` is the print of its SQL."""

    code: str
    started: float = field(default_factory=time.monotonic)


def put_run_on_record(database: Path, target: Path, run: Run, work: str) -> None:
    """Write the record of a run into the file it made, after those before it.

    A build that started from an empty file takes the records over from the
    file it is about to replace.
    """
    with duckdb.connect(str(database)) as connection:
        (number,) = connection.execute(NEXT_NUMBER).fetchone()
        if number == 1 and target.is_file() and target.stat().st_size:
            take_over(connection, target)
            (number,) = connection.execute(NEXT_NUMBER).fetchone()
        connection.execute(ADD_RULES, {"run": number})
        for schema, name in connection.execute(PUBLIC_TABLES).fetchall():
            table = COUNTED_IN.get(name, f"{schema}.{name}")
            (rows,) = connection.query(f"from {table}").count("*").fetchone()
            told = {"run": number, "name": name, "rows": rows}
            connection.execute(ADD_TABLE, told)
        told = {
            "run": number,
            "work": work,
            "code": run.code,
            "seconds": time.monotonic() - run.started,
        }
        connection.execute(ADD_RUN, told)


def take_over(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Copy the records of the published file, if it has any."""
    path = str(target).replace("'", "''")
    connection.execute(f"attach '{path}' as earlier (read_only)")
    (found,) = connection.execute(HOLDS_RECORDS).fetchone()
    if found == len(RECORDS):
        for name in RECORDS:
            connection.table(f"earlier.runs.{name}").insert_into(f"runs.{name}")
    connection.execute("detach earlier")
