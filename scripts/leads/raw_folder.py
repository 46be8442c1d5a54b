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


def raw_files(folder: Path) -> list[tuple[str, Path]]:
    """Every file that is read, with its table, as the build names it."""
    return [
        (table, path)
        for table in TABLES
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
        if not any((folder / f"{table}{ending}").is_file() for ending in ENDINGS)
        and not any(path.suffix in ENDINGS for path in (folder / table).rglob("*"))
    ]
    for path in sorted(folder.iterdir()):
        is_text = path.suffix.lower() == ".md" or path.name.startswith(".")
        is_table = path.stem in TABLES and (path.is_dir() or path.suffix in ENDINGS)
        if not is_table and not is_text:
            notes.append(f"{path.name} is no export of a table: not read")
    return notes
