"""Where a build spends its time: written when LEADS_TIMINGS names a file."""

from __future__ import annotations

import json
import os
from datetime import datetime, timezone
from pathlib import Path
from typing import Any


def write_timings(results: Any, invoked_at: datetime) -> None:
    """Write the seconds of every node, and those before the first one began.

    {"start_seconds": ..., "nodes": [{"node": ..., "seconds": ...}, ...]}
    """
    path = os.environ.get("LEADS_TIMINGS")
    if not path:
        return
    results = list(results or [])
    begun = [step.started_at for each in results for step in each.timing]
    begun = [as_utc(moment) for moment in begun if moment]
    start = (min(begun) - invoked_at).total_seconds() if begun else 0.0
    nodes = [
        {"node": each.node.name, "seconds": round(each.execution_time, 3)}
        for each in sorted(results, key=lambda each: -each.execution_time)
    ]
    timings = {"start_seconds": round(start, 3), "nodes": nodes}
    Path(path).write_text(json.dumps(timings, indent=1))


def as_utc(moment: datetime) -> datetime:
    """The time with its zone; dbt leaves it out."""
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
