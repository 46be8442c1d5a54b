"""What has come since the last finished build: nothing, some of it, or too much.

Adding only what is new is right only if all else is as it was. So every input
of a build is put on record in the file it makes, and anything but other raw files
and edited models makes the next build read everything again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from leads.inputs import UNREADABLE, Inputs, columns_of, table_of
from leads.raw_folder import raw_files

Parts = list[tuple[str, str]]  # table and file
# They name contacts, so who is one decides which of their rows count.
NAMING_CONTACTS = ("contacts", "orders", "deals", "sales_touches", "contact_changes")
FORGET_OLDER_NEWS = """
    delete from runs.new_parts;
    delete from runs.gone_parts;
    delete from runs.replaced_tables;
    delete from runs.changed_models;
"""


@dataclass
class News:
    """What a build has to do; `everything` says why all must be read again.

    A file that changed is gone as it was, and new as it is.
    """

    everything: str | None = None
    new_parts: Parts = field(default_factory=list)
    gone_parts: Parts = field(default_factory=list)
    changed_models: list[str] = field(default_factory=list)
    changed_reports: list[str] = field(default_factory=list)

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
        told += [f"the edited {seed}" for seed in self.changed_reports]
        return f"Reading only what is new: {' and '.join(told)}."


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
    changed_reports = []
    for (kind, name), value in sorted(now.items()):
        if before.get((kind, name)) == value:
            continue
        if kind == "report":
            changed_reports.append(name)
        elif kind == "model" and (kind, name) in before:
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
    return News(None, new_parts, gone_parts, changed_models, changed_reports)


def moved_parts(before: Inputs, now: Inputs, raw: Path) -> tuple[Parts, Parts]:
    """The files that came and those that went; one that changed did both."""

    def parts(these: Inputs, others: Inputs) -> Parts:
        return [
            (table_of(raw, name), name)
            for (kind, name), value in sorted(these.items())
            if kind == "part" and others.get((kind, name)) != value
        ]

    return parts(now, before), parts(before, now)


def is_most_of_events(before: Inputs, gone_parts: Parts, raw: Path) -> bool:
    """By bytes; to take that away and add it again costs more than a new start."""
    sizes = {
        name: int(value.split()[0])
        for (kind, name), value in before.items()
        if kind == "part" and table_of(raw, name) == "events"
    }
    gone = sum(sizes.get(name, 0) for _, name in gone_parts)
    return 2 * gone > sum(sizes.values())


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
        "insert into runs.new_parts values (?, ?)": parts,
        "insert into runs.gone_parts values (?, ?)": news.gone_parts,
        "insert into runs.replaced_tables values (?)": [(name,) for name in replaced],
        "insert into runs.changed_models values (?)": [
            (model,) for model in news.changed_models
        ],
    }
    connection.execute(FORGET_OLDER_NEWS)
    for statement, rows in told.items():
        for row in rows:
            connection.execute(statement, row)
