"""Where a build spends its time: written when LEADS_TIMINGS names a file."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any


def write_timings(results: Any, invoked_at: datetime) -> None:
    """Write the seconds of every node, and those before the first one began.

    {"start_seconds": ..., "nodes": [{"node": ..., "seconds": ...}, ...]}
    """
    results = list(results or [])
    begun = [
        # dbt leaves the zone out.
        step.started_at.replace(tzinfo=timezone.utc)
        for each in results
        for step in each.timing
        if step.started_at
    ]
    start = (min(begun) - invoked_at).total_seconds() if begun else 0.0
    nodes = [
        {"node": each.node.name, "seconds": round(each.execution_time, 3)}
        for each in sorted(results, key=lambda each: -each.execution_time)
    ]
    add({"start_seconds": round(start, 3), "nodes": nodes})


@contextmanager
def publishing() -> Iterator[None]:
    """Time what a file costs apart from dbt: `publish_seconds`, a sum."""
    started = time.monotonic()
    yield
    seconds = known().get("publish_seconds", 0.0) + time.monotonic() - started
    add({"publish_seconds": round(seconds, 3)})


def add(facts: dict[str, Any]) -> None:
    if path := os.environ.get("LEADS_TIMINGS"):
        Path(path).write_text(json.dumps(known() | facts, indent=1))


def known() -> dict[str, Any]:
    path = Path(os.environ.get("LEADS_TIMINGS") or os.devnull)
    return json.loads(path.read_text()) if path.is_file() else {}
