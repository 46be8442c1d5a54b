"""What a build is made of, with a print of each that tells changes."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import duckdb

from leads.raw_folder import raw_files

Inputs = dict[tuple[str, str], str]
# Rows that were dated too far in the future, and by now are not.
EARLY_ROWS_DUE = """
    with early_rows as (
        select occurred_at as dated_at from staging.stg_events_doubtful
        where own_rejection = 'future_timestamp'
        union all
        select created_at from staging.stg_contacts_judged
        where rejection_reason = 'future_timestamp'
        union all
        select ordered_at from staging.stg_orders_judged
        where rejection_reason = 'future_timestamp'
        union all
        select created_at from staging.stg_deals_judged
        where rejection_reason = 'future_timestamp'
        union all
        select touched_at from staging.stg_sales_touches_judged
        where rejection_reason = 'future_timestamp'
        union all
        select valid_at from staging.stg_contact_changes_judged
        where rejection_reason = 'future_timestamp'
        union all
        select spent_at from staging.stg_campaign_costs_judged
        where rejection_reason = 'future_timestamp'
    )
    select count(*) from early_rows
    where dated_at <= cast(now() at time zone 'UTC' as timestamp) + interval 1 day
"""
# A bad file is left for the build to name.
UNREADABLE = "unreadable"
DESCRIBE = {
    ".parquet": "describe select * from read_parquet(?, union_by_name = true)",
    ".csv": """
        describe select * from read_csv(
            ?, union_by_name = true, header = true, all_varchar = true,
            quote = '"', escape = '"', comment = '', skip = 0
        )
    """,
}
# Seeds that only reports read: an edit of theirs counts nobody again.
SEEDS_OF_REPORTS = (
    "service_levels.csv",
    "working_hours.csv",
    "readiness_levels.csv",
    "outcomes.csv",
    "proof_levels.csv",
)
CODE = ("models/**/*.sql", "macros/*.sql", "dbt_project.yml", "requirements.lock")


def inputs_of(project: Path, raw: Path, seeds: Path, as_of: str) -> Inputs:
    """Everything the results depend on, each with a print that tells changes."""
    inputs = {
        ("as_of", ""): as_of,
        ("code", ""): code_print(project),
        ("raw", ""): str(raw),
    }
    for _, path in raw_files(raw):
        status = path.stat()
        inputs["part", str(path)] = f"{status.st_size} {status.st_mtime_ns}"
    inputs.update(seed_prints(seeds))
    return inputs


def code_print(project: Path) -> str:
    files = sorted(file for pattern in CODE for file in project.glob(pattern))
    return print_of(file.read_text("utf-8") for file in files)


def seed_prints(seeds: Path) -> Inputs:
    """One print per seed that all models or reports share, and one per model."""
    prints: Inputs = {}
    by_model: dict[str, list[str]] = defaultdict(list)
    for file in sorted(seeds.glob("*.csv")):
        text = file.read_text("utf-8")
        header, *rows = csv.reader(text.splitlines(keepends=True)) if text else [[]]
        is_of_reports = file.name in SEEDS_OF_REPORTS
        if is_of_reports or "scoring_model" not in header:
            kind = "report" if is_of_reports else "seed"
            prints[kind, file.name] = print_of([text])
            continue
        column = header.index("scoring_model")
        for row in rows:
            model = row[column].strip() if column < len(row) else ""
            by_model[model].append(json.dumps([file.name, header, row]))
    for model, lines in by_model.items():
        prints["model", model] = print_of(lines)
    return prints


def print_of(texts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(f"{len(text)}:{text}".encode())
    return digest.hexdigest()


def table_of(raw: Path, part: str) -> str:
    """The raw table of a file: the first name below the raw folder."""
    return Path(part).relative_to(raw).parts[0].split(".")[0]


def columns_of(raw: Path, table: str) -> str:
    """Names and types of the columns of all files of a raw table together."""
    files = [path for name, path in raw_files(raw) if name == table]
    described = []
    try:
        with duckdb.connect() as connection:
            for ending, describe in DESCRIBE.items():
                paths = [str(path) for path in files if path.suffix == ending]
                if paths:
                    described += connection.execute(describe, [paths]).fetchall()
    except duckdb.Error:
        return UNREADABLE
    columns = [[name.strip().lower(), kind] for name, kind, *_ in described]
    return json.dumps(sorted(columns))


def recorded_inputs(target: Path) -> Inputs | None:
    """The inputs of the published file; None if it holds no record of them."""
    if not target.is_file():
        return None
    try:
        with duckdb.connect(str(target), read_only=True) as connection:
            rows = connection.execute(
                "select kind, name, fingerprint from runs.inputs"
            ).fetchall()
            due = connection.execute(EARLY_ROWS_DUE).fetchone()[0]
    except duckdb.Error:
        return None
    inputs = {(kind, name): value for kind, name, value in rows}
    return {**inputs, ("early_rows", ""): str(due)} if inputs else None


def put_on_record(database: Path, inputs: Inputs, raw: Path) -> None:
    """Write into the finished file what it was made of.

    Without inputs nothing is known for certain, and the next build reads
    everything.
    """
    tables = {table_of(raw, name) for kind, name in inputs if kind == "part"}
    columns = {("columns", table): columns_of(raw, table) for table in tables}
    with duckdb.connect(str(database)) as connection:
        connection.execute("delete from runs.inputs")
        if not inputs:
            return
        connection.executemany(
            "insert into runs.inputs values (?, ?, ?)",
            [[*key, value] for key, value in {**inputs, **columns}.items()],
        )
        connection.execute("delete from runs.last_as_of")
        connection.execute(
            "insert into runs.last_as_of select as_of from intermediate.int_as_of"
        )
