"""The published tables as files for people: which ones, and all of each or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection, DuckDBPyRelation

from leads.database import published
from leads.export_csv import write_csv
from leads.export_xlsx import LeadsWorkbook
from leads.files import whole_files
from leads.problems import InputProblem
from leads.screen import print_rows, say

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
            'raw_row_audit', 'unreadable_cells'
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


def export_tables(db: Path, out: Path | None, form: str, only: Sequence[str]) -> None:
    """Write the tables into a folder, and print what was written.

    Raises InputProblem for an unknown table, or a file that may not be replaced.
    """
    folder = out or db.parent / "exports"
    with published(db) as connection:
        sources = chosen_sources(connection, only)
        files: dict[str, list[str]] = {source.name: [] for source in sources}
        csvs = [f"{name}.csv" for name in files] if "csv" in FORMATS[form] else []
        books = [WORKBOOK] if "xlsx" in FORMATS[form] else []
        notes: list[str] = []
        with whole_files(folder, [*csvs, *books], ".export") as work:
            for source, name in zip(sources, csvs, strict=False):
                write_csv(work / name, source.columns, source.rows())
                files[source.name].append(name)
            if books:
                notes += write_workbook(work / WORKBOOK, sources, files)
    print_rows(
        "exported",
        [
            {
                "name": each.name,
                "row_count": each.row_count,
                "files": ", ".join(files[each.name]),
            }
            for each in sources
        ],
    )
    for sentence in (*notes, f"Written to {folder}"):
        say(sentence)


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
