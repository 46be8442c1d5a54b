"""Do a program's scores equal the published ones, row by row?

python bench/compare.py leads.duckdb scores.parquet ...
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

SHOWN = 10
SQL = Path(__file__).with_suffix(".sql")


def differences(database: str, scores: str) -> list[tuple]:
    """Rows of the models scored that only one side has, in order of contact."""
    with duckdb.connect(database, read_only=True) as connection:
        connection.execute("set variable scores = ?", [scores])
        return connection.execute(SQL.read_text()).fetchall()


def main(database: str, *files: str) -> int:
    """Print the first differing rows; 1 if there are any."""
    code = 0
    for file in files:
        rows = differences(database, file)
        print(f"{file}: {len(rows) or 'no'} differing rows")
        for row in rows[:SHOWN]:
            print(*row)
        code = code or int(bool(rows))
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
