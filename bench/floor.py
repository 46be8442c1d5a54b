"""Run floor.sql over a raw folder: python bench/floor.py RAW."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    settings = {
        "threads": os.environ.get("LEADS_THREADS", "2"),
        "memory_limit": os.environ.get("LEADS_MEMORY", "6GB"),
        "file_search_path": str(HERE.parent),
    }
    with duckdb.connect(config=settings) as connection:
        connection.execute("set variable raw = ?", [str(Path(sys.argv[1]).resolve())])
        connection.execute((HERE / "floor.sql").read_text())
        print(connection.table("behaviour_counts").count("*").fetchone()[0], "contacts")
