"""Compile the project for tests/compiled_project.py, in a process of its own.

Twice: as a run compiles it that makes everything anew, and as one that adds to what
is there. The manifests go to `<folder>/whole.json` and `<folder>/increment.json`.
"""

import gc
import json
import os
import sys
from pathlib import Path

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

PROJECT = Path(__file__).resolve().parents[1]
KEPT = (
    *("unique_id", "resource_type", "database", "schema", "name", "fqn"),
    *("config", "depends_on", "compiled_code"),
)


def compile_models(folder: Path) -> None:
    options = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    options += ["--target-path", str(folder / "target"), "--quiet"]
    options += ["--log-path", str(folder / "logs"), "--vars", f"{{raw: {folder}/raw}}"]
    manifest = run(None, "parse", *options)
    run(manifest, "run-operation", "open_raw_rows", *options)
    run(manifest, "run-operation", "open_run_state", *options)
    for mode in ("whole", "increment"):
        if mode == "increment":
            DuckDBConnectionManager.close_all_connections()
            pretend_that_tables_are_there(manifest)
            # What was compiled before would be left half done.
            manifest = run(None, "parse", *options)
        run(manifest, "compile", "--select", "resource_type:model", *options)
        write_nodes(folder / "target" / "manifest.json", folder / f"{mode}.json")


def write_nodes(manifest: Path, path: Path) -> None:
    """What the tests read of a manifest, a tenth of it."""
    nodes = json.loads(manifest.read_text("utf-8"))["nodes"]
    kept = {
        unique_id: {name: node[name] for name in KEPT if name in node}
        for unique_id, node in nodes.items()
        if node["resource_type"] in ("model", "seed")
    }
    path.write_text(json.dumps({"nodes": kept}), "utf-8")


def pretend_that_tables_are_there(manifest) -> None:
    """A model asks only whether its table exists, and the run whether it is whole."""
    with duckdb.connect(os.environ["LEADS_DB"]) as connection:
        connection.execute(f"attach '{os.environ['LEADS_DB']}.scratch' as scratch")
        for node in manifest.nodes.values():
            if node.resource_type == "model" and (
                node.config.materialized == "incremental" or node.fqn[1] == "run"
            ):
                connection.execute(
                    f"create schema if not exists {node.schema};"
                    f"create table {node.schema}.{node.name} (is_whole boolean)"
                )
        connection.execute("insert into run.run_scope values (false)")


def run(manifest, *arguments):
    outcome = dbtRunner(manifest=manifest).invoke(list(arguments))
    if not outcome.success:
        raise outcome.exception or RuntimeError(f"dbt {arguments[0]} failed")
    return outcome.result


if __name__ == "__main__":
    # Looking for garbage in all that dbt has parsed would take a fifth of the time.
    gc.disable()
    compile_models(Path(sys.argv[1]))
