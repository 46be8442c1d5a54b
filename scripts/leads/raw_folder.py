"""What a raw folder holds, and what it does not: nothing is skipped in silence."""

from __future__ import annotations

from pathlib import Path

TABLES = (
    "contacts",
    "events",
    "orders",
    "deals",
    "sales_touches",
    "contact_aliases",
    "contact_changes",
    "campaign_costs",
)
ENDINGS = (".csv", ".parquet")


def files_of(table: str, folder: Path) -> list[Path]:
    """The files that a table is read from, as the build finds them."""
    return [
        path
        for ending in ENDINGS
        for path in [
            *folder.glob(f"{table}{ending}"),
            *sorted((folder / table).rglob(f"*{ending}")),
        ]
    ]


def raw_notes(folder: Path) -> list[str]:
    """One line per absent table and per file that no table is read from."""
    notes = [
        f"no {table} export in {folder}: read as empty"
        for table in TABLES
        if not files_of(table, folder)
    ]
    for path in sorted(folder.iterdir()):
        is_text = path.suffix.lower() == ".md" or path.name.startswith(".")
        is_table = path.stem in TABLES and (path.is_dir() or path.suffix in ENDINGS)
        if not is_table and not is_text:
            notes.append(f"{path.name} is no export of a table: not read")
    return notes
