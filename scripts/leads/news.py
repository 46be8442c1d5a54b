"""What has come since the last finished build: nothing, some of it, or too much.

Adding only what is new is right only if all else is as it was. So every input
of a build is put on record in the file it makes, and anything but other raw files
and edited models makes the next build read everything again.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
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
CODE = ("models/**/*.sql", "macros/*.sql", "dbt_project.yml", "requirements.lock")


Parts = list[tuple[str, str]]  # table and file
# They name contacts, so who is one decides which of their rows count.
NAMING_CONTACTS = ("contacts", "orders", "deals", "sales_touches")


@dataclass
class News:
    """What a build has to do; `everything` says why all must be read again.

    A file that changed is gone as it was, and new as it is.
    """

    everything: str | None = None
    new_parts: Parts = field(default_factory=list)
    gone_parts: Parts = field(default_factory=list)
    changed_models: list[str] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        return self == News()

    @property
    def replaced_tables(self) -> list[str]:
        """Tables small enough to be judged anew as a whole and compared."""
        gone = {table for table, _ in self.gone_parts}
        is_merged = any(table == "contact_aliases" for table, _ in self.new_parts)
        if is_merged or gone & {"contact_aliases", "contacts"}:
            return list(NAMING_CONTACTS)
        return [table for table in NAMING_CONTACTS if table in gone]

    def sentence(self) -> str:
        if self.everything:
            return f"Reading everything: {self.everything}."
        new, gone = set(self.new_parts), set(self.gone_parts)
        told = [
            f"{len(parts)} {word} raw file{'s' if len(parts) > 1 else ''}"
            for word, parts in {
                "new": new - gone,
                "changed": new & gone,
                "missing": gone - new,
            }.items()
            if parts
        ]
        told += [f"the edited model {model}" for model in self.changed_models]
        return f"Reading only what is new: {' and '.join(told)}."


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
    """One print per seed that all models share, and one per scoring model."""
    prints: Inputs = {}
    by_model: dict[str, list[str]] = defaultdict(list)
    for file in sorted(seeds.glob("*.csv")):
        text = file.read_text("utf-8")
        header, *rows = csv.reader(text.splitlines(keepends=True)) if text else [[]]
        if "scoring_model" not in header:
            prints["seed", file.name] = print_of([text])
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


def news_since(before: Inputs | None, now: Inputs, raw: Path) -> News:
    """Compare two records; whatever is not plainly new means everything."""
    if before is None:
        return News("there is no earlier build to add to")
    if before["early_rows", ""] != "0":
        return News("rows that were dated in the future have come due")
    reasons = {
        "code": "the SQL or its versions changed",
        "as_of": "another as-of day was chosen",
        "raw": "another raw folder was chosen",
        "seed": "{} concerns all models",
    }
    changed_models = []
    for (kind, name), value in sorted(now.items()):
        if before.get((kind, name)) == value:
            continue
        if kind == "model" and (kind, name) in before:
            changed_models.append(name)
        elif kind == "model":
            return News(f"the model {name} is new")
        elif kind != "part":
            return News(reasons[kind].format(name))
    lost = [name for kind, name in before.keys() - now.keys() if kind == "model"]
    if lost:
        return News(f"the model {lost[0]} is gone")
    new_parts, gone_parts = moved_parts(before, now, raw)
    if is_most_of_events(before, gone_parts, raw):
        return News("most of the events were exported anew")
    for table in sorted({table for table, _ in new_parts + gone_parts}):
        known = before.get(("columns", table))
        if known and columns_of(raw, table) not in (known, UNREADABLE):
            return News(f"the columns of {table} changed")
    return News(None, new_parts, gone_parts, changed_models)


def moved_parts(before: Inputs, now: Inputs, raw: Path) -> tuple[Parts, Parts]:
    """The files that came and those that went; one that changed did both."""

    def parts(these: Inputs, others: Inputs) -> Parts:
        return [
            (table_of(raw, name), name)
            for (kind, name), value in sorted(these.items())
            if kind == "part" and others.get((kind, name)) != value
        ]

    return parts(now, before), parts(before, now)


def table_of(raw: Path, part: str) -> str:
    """The raw table of a file: the first name below the raw folder."""
    return Path(part).relative_to(raw).parts[0].split(".")[0]


def is_most_of_events(before: Inputs, gone_parts: Parts, raw: Path) -> bool:
    """By bytes; to take that away and add it again costs more than a new start."""
    sizes = {
        name: int(value.split()[0])
        for (kind, name), value in before.items()
        if kind == "part" and table_of(raw, name) == "events"
    }
    gone = sum(sizes.get(name, 0) for _, name in gone_parts)
    return 2 * gone > sum(sizes.values())


def columns_of(raw: Path, table: str) -> str:
    """Names and types of the columns of all files of a raw table together."""
    files: dict[str, list[str]] = defaultdict(list)
    for name, path in raw_files(raw):
        if name == table:
            files[path.suffix].append(str(path))
    described = []
    with duckdb.connect() as connection:
        for ending, paths in files.items():
            try:
                described += connection.execute(DESCRIBE[ending], [paths]).fetchall()
            except duckdb.Error:
                return UNREADABLE
    return json.dumps(sorted([name.strip().lower(), kind] for name, kind, *_ in described))


def prepare(database: Path, news: News, raw: Path) -> None:
    """Tell the models in the file what is new."""
    with duckdb.connect(str(database)) as connection:
        tell(connection, news, raw)


def tell(connection: duckdb.DuckDBPyConnection, news: News, raw: Path) -> None:
    """Write the news where the models read them; of a replaced table all is new."""
    replaced = news.replaced_tables
    parts = [part for part in news.new_parts if part[0] not in replaced]
    parts += [(t, str(path)) for t, path in raw_files(raw) if t in replaced]
    told = {
        "new_parts": parts,
        "gone_parts": news.gone_parts,
        "replaced_tables": [(table,) for table in replaced],
        "changed_models": [(model,) for model in news.changed_models],
    }
    for table, rows in told.items():
        connection.execute(f"delete from runs.{table}")
        for row in rows:
            slots = ", ".join("?" for _ in row)
            connection.execute(f"insert into runs.{table} values ({slots})", row)


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
