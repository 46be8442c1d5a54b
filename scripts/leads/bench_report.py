"""What a benchmark says: rates, tables, lines of growth, and where it ran."""

from __future__ import annotations

import shlex
import subprocess
import sys
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path
from statistics import linear_regression

from rich.table import Table

from leads.measure import machine
from leads.screen import table

OWN_PACKAGES = ("duckdb", "dbt-core", "dbt-duckdb")
RIVALS = ("pandas", "polars", "dbt")
MEGABYTE = 2**20


def add_rates(steps: list[dict]) -> None:
    """Rows per second, and how many times the floor a step takes."""
    floor = next((row["seconds"] for row in steps if row["step"] == "floor"), None)
    for row in steps:
        if row["note"].startswith(("failed", "ran out", "was there")):
            continue
        if floor and row["step"] != "generate":
            row["times_floor"] = round(row["seconds"] / floor, 1)
        row["rows_per_second"] = round(row["rows"] / max(row["seconds"], 0.01))


def steps_table(events: int, steps: list[dict]) -> Table:
    """What one size took, step by step."""
    columns = [
        "step",
        "seconds#",
        "processor s#",
        "publish s#",
        "x floor#",
        "peak MB#",
        "rows/s#",
        "file MB#",
        "note",
    ]
    rows = [
        (
            row["step"],
            f"{row['seconds']:.1f}",
            f"{row['processor_seconds']:.1f}",
            f"{row['publish_seconds']:.1f}" if "publish_seconds" in row else None,
            row.get("times_floor"),
            row["peak_bytes"] // MEGABYTE,
            f"{row.get('rows_per_second', 0):,}",
            row["database_bytes"] // MEGABYTE if "database_bytes" in row else None,
            row["note"],
        )
        for row in steps
    ]
    return table(f"{events:,} events", columns, rows)


def fit_growth(sizes: list[dict]) -> list[dict]:
    """A least-squares line through the sizes, per step and what it takes."""
    growth = []
    for name in dict.fromkeys(row["step"] for size in sizes for row in size["steps"]):
        line = {"step": name}
        for what in ("seconds", "peak_bytes", "database_bytes"):
            points = [
                (size["events"], row[what])
                for size in sizes
                for row in size["steps"]
                if row["step"] == name and what in row and "rows_per_second" in row
            ]
            if len({events for events, _ in points}) > 1:
                slope, start = linear_regression(*zip(*points, strict=True))
                line[what] = {"at_zero": start, "per_event": slope}
        if len(line) > 1:
            growth.append(line)
    return growth


def growth_table(growth: list[dict]) -> Table:
    """What a step takes at all, and what every further million events add."""
    columns = ["step", "s at 0#", "s per million#", "MB at 0#", "MB per million#"]
    columns += ["file bytes per event#", ""]
    rows = []
    for line in growth:
        seconds, peak = line["seconds"], line["peak_bytes"]
        file = line.get("database_bytes")
        rows.append(
            (
                line["step"],
                f"{seconds['at_zero']:.1f}",
                f"{seconds['per_event'] * 1e6:.2f}",
                f"{peak['at_zero'] / MEGABYTE:.0f}",
                f"{peak['per_event'] * 1e6 / MEGABYTE:.1f}",
                f"{file['per_event']:.1f}" if file else None,
                "",
            )
        )
    return table("Least-squares lines through the sizes", columns, rows)


def circumstances(rivals: Path | None) -> dict:
    """When, where, with what and by which command it was measured."""
    versions = {name: version(name) for name in OWN_PACKAGES}
    for name in ("pandas", "polars") if rivals else ():
        script = f"import {name}; print({name}.__version__)"
        command = [str(rivals), "-c", script]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        versions[name] = done.stdout.strip()
    return {
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "command": shlex.join(["python3", "scripts/leads.py", *sys.argv[1:]]),
        "machine": machine(),
        "versions": versions,
    }
