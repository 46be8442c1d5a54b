"""The published tables as files for people: which ones, and all of each or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection, DuckDBPyRelation
from rich.console import Console

from leads.export_csv import write_csv
from leads.export_xlsx import LeadsWorkbook
from leads.files import check_folder, replace
from leads.problems import InputProblem
from leads.publish import work_folder
from leads.screen import table

FORMATS = {"csv": ("csv",), "xlsx": ("xlsx",), "both": ("csv", "xlsx")}
WORKBOOK = "leads.xlsx"
LARGEST_SHEET = 1_048_576  # rows of a sheet of Excel, the header included
BATCH = 10_000

# Of the marts what people work with: the others are long, and asked for by name.
TABLES = """
    select
        table_schema,
        table_name,
        table_schema = 'reports' or table_name in (
            'mqls', 'mql_spells', 'lead_scores', 'readiness', 'seed_warnings',
            'raw_row_audit'
        ) as is_for_people
    from information_schema.tables
    where table_schema in ('marts', 'reports')
    order by table_schema, table_name
"""

CLOSEST_NAMES = """
    select table_name
    from information_schema.tables
    where table_schema in ('marts', 'reports')
    order by
        jaro_winkler_similarity(table_name, lower($name)) desc,
        table_name
    limit 3
"""


@dataclass(frozen=True)
class Source:
    """A table or view of the published file, its rows always in the same order."""

    name: str
    relation: DuckDBPyRelation
    row_count: int

    @property
    def columns(self) -> Sequence[str]:
        return self.relation.columns

    def rows(self) -> Iterator[tuple]:
        ordered = self.relation.order("all")
        while batch := ordered.fetchmany(BATCH):
            yield from batch


def export_tables(
    connection: DuckDBPyConnection,
    console: Console,
    folder: Path,
    form: str,
    only: Sequence[str],
) -> None:
    """Write the tables into the folder, and print what was written.

    Raises InputProblem for an unknown table, or a file that may not be replaced.
    """
    sources = chosen_sources(connection, only)
    names = [f"{source.name}.csv" for source in sources if "csv" in FORMATS[form]]
    names += [WORKBOOK] if "xlsx" in FORMATS[form] else []
    check_folder(folder, names)
    files: dict[str, list[str]] = {source.name: [] for source in sources}
    notes: list[str] = []
    with work_folder(folder, ".export", "building") as work:
        if "csv" in FORMATS[form]:
            for source in sources:
                write_csv(work / f"{source.name}.csv", source.columns, source.rows())
                files[source.name].append(f"{source.name}.csv")
        if "xlsx" in FORMATS[form]:
            notes += write_workbook(work / WORKBOOK, sources, files)
        for name in names:
            if (work / name).exists():
                replace(work / name, folder / name)
    rows = [
        (each.name, each.row_count, ", ".join(files[each.name])) for each in sources
    ]
    console.print(table("Exported", ["table", "rows#", "files"], rows))
    for note in notes:
        console.print(note, soft_wrap=True)
    console.print(f"Written to {folder}", soft_wrap=True)


def chosen_sources(connection: DuckDBPyConnection, only: Sequence[str]) -> list[Source]:
    """The tables asked for, or those for people, as the catalog has them."""
    listed = connection.execute(TABLES).fetchall()
    if not listed:
        raise InputProblem(
            "The file has no tables of this project: build first "
            "(python3 scripts/leads.py build)."
        )
    known = {name for _, name, _ in listed}
    for name in only:
        if name not in known:
            closest = connection.execute(CLOSEST_NAMES, {"name": name}).fetchall()
            words = ", ".join(row[0] for row in closest)
            raise InputProblem(
                f"There is no table {name!r} to export. The closest are: {words}."
            )
    return [
        source_of(connection, schema, name)
        for schema, name, is_for_people in listed
        if (name in only if only else is_for_people)
    ]


def source_of(connection: DuckDBPyConnection, schema: str, name: str) -> Source:
    relation = connection.sql(f'from "{schema}"."{name}"')
    return Source(name, relation, relation.aggregate("count(*)").fetchone()[0])


def write_workbook(
    path: Path, sources: Sequence[Source], files: dict[str, list[str]]
) -> list[str]:
    """Write a sheet of each table that fits on one; the notes name the others."""
    fitting = [source for source in sources if source.row_count < LARGEST_SHEET]
    notes = [
        f"{source.name} has {source.row_count:,} rows, and a sheet of Excel holds "
        f"{LARGEST_SHEET - 1:,}: it is not in {WORKBOOK}, but its CSV has them all "
        "(--format csv)."
        for source in sources
        if source.row_count >= LARGEST_SHEET
    ]
    if not fitting:
        return notes
    book = LeadsWorkbook(path)
    for source in fitting:
        notes += book.add(source.name, source.columns, source.rows())
        files[source.name].append(WORKBOOK)
    book.close()
    return notes
