"""A table as a CSV that a spreadsheet opens and nothing in it can run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from leads.export_cells import csv_cell


def write_csv(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write the header and the rows, comma-separated.

    Without the mark at its beginning Excel would not read the file as UTF-8.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(map(csv_cell, columns))
        for row in rows:
            writer.writerow(map(csv_cell, row))
