"""Which cells differ between two seed folders."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

# What names a row for people; rows of one name are told apart by their order.
NAMED_BY = {
    "assets": ["asset"],
    "behaviours": ["behaviour", "event_type", "field", "pattern"],
    "deal_stages": ["stage"],
    "decay_curves": ["decay_curve", "age_days"],
    "exclusions": ["reason", "field", "pattern", "at_least", "below"],
    "fit_points": ["scoring_model", "attribute", "equals", "at_least", "below"],
    "ignored_events": ["reason", "event_type", "field", "pattern"],
    "journey_steps": ["scoring_model", "step_order"],
    "labels": ["scoring_model", "label", "alternative", "component"],
    "offices": ["office"],
    "order_statuses": ["status"],
    "outcomes": ["scoring_model"],
    "point_grid": ["scoring_model", "behaviour"],
    "proof_levels": ["level"],
    "readiness_levels": ["readiness_check"],
    "rfm_bands": ["scoring_model", "measure", "level"],
    "rfm_segments": ["segment"],
    "score_components": ["scoring_model", "component"],
    "scoring_models": ["scoring_model"],
    "service_levels": ["audience", "label"],
    "working_hours": ["weekday"],
}
# Of these the first row that fits decides.
FIRST_ROW_DECIDES = ("exclusions", "ignored_events", "rfm_segments")


@dataclass(frozen=True)
class Edit:
    """One cell that differs; of a row that came or went the column is empty."""

    seed: str
    row: dict[str, str]
    column: str
    before: str | None
    after: str | None

    @property
    def name(self) -> str:
        """The row as people name it."""
        named = (self.row.get(column, "") for column in NAMED_BY[self.seed])
        return ", ".join(cell for cell in named if cell)

    @property
    def is_whole_row(self) -> bool:
        return not self.column


def edits_between(before: Path, after: Path) -> list[Edit]:
    """The differing cells of all seeds of two assembled folders."""
    return [
        edit
        for file in sorted(after.glob("*.csv"))
        for edit in edits_of(file.stem, read(before / file.name), read(file))
    ]


def edits_of(seed: str, before: list[dict], after: list[dict]) -> list[Edit]:
    old, new = named(seed, before), named(seed, after)
    edits = []
    for name in dict.fromkeys([*old, *new]):
        if name not in new:
            edits.append(Edit(seed, old[name], "", words(old[name]), None))
        elif name not in old:
            edits.append(Edit(seed, new[name], "", None, words(new[name])))
        else:
            edits += cells_between(seed, old[name], new[name])
    if seed in FIRST_ROW_DECIDES and in_order(old, new) != in_order(new, old):
        edits.append(Edit(seed, {}, "", in_order(old, new), in_order(new, old)))
    return edits


def cells_between(seed: str, old: dict, new: dict) -> list[Edit]:
    return [
        Edit(seed, new, column, old.get(column, ""), new.get(column, ""))
        for column in dict.fromkeys([*new, *old])
        if old.get(column, "") != new.get(column, "")
    ]


def named(seed: str, rows: list[dict]) -> dict[tuple, dict]:
    """Rows by their name and, of one name, their number."""
    times: dict[tuple, int] = defaultdict(int)
    found = {}
    for row in rows:
        name = tuple(row.get(column, "") for column in NAMED_BY[seed])
        times[name] += 1
        found[(*name, times[name])] = row
    return found


def words(row: dict[str, str]) -> str:
    return ", ".join(f"{column} {cell}" for column, cell in row.items() if cell)


def in_order(rows: dict[tuple, dict], others: dict[tuple, dict]) -> str:
    """The rows that both have, as they follow each other."""
    return ", ".join(str(name[0]) for name in rows if name in others)


def read(file: Path) -> list[dict[str, str]]:
    """Cells without outer blanks, which mean nothing except in a pattern."""
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as opened:
        return [
            {
                column: cell if column.startswith("pattern") else cell.strip()
                for column, cell in row.items()
            }
            for row in csv.DictReader(opened)
        ]
