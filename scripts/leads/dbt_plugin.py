"""What SQL cannot ask of a folder: dbt-duckdb loads it, see profiles.yml."""

from __future__ import annotations

import json
from pathlib import Path

from dbt.adapters.duckdb.plugins import BasePlugin
from duckdb import DuckDBPyConnection

from leads.raw_folder import listing, seed_notes


class Plugin(BasePlugin):
    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        conn.create_function(
            "raw_folder_listing",
            lambda folder, tables: json.dumps(listing(folder, tables)),
            ["varchar", "varchar"],
            "varchar",
            side_effects=True,  # folders change
        )
        conn.create_function(
            "seed_folder_notes",
            lambda folder: json.dumps(seed_notes(Path(folder))),
            ["varchar"],
            "varchar",
            side_effects=True,
        )
