"""What SQL cannot ask of a folder: dbt-duckdb loads it, see profiles.yml."""

from __future__ import annotations

import json

from dbt.adapters.duckdb.plugins import BasePlugin
from duckdb import DuckDBPyConnection

from leads.raw_folder import listing


class Plugin(BasePlugin):
    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        conn.create_function(
            "raw_folder_listing",
            lambda folder, tables: json.dumps(listing(folder, tables)),
            ["varchar", "varchar"],
            "varchar",
            side_effects=True,  # folders change
        )
