"""The preview: edited seeds against those in force, without touching them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from leads import PROJECT
from leads.database import Row, published, rows_of
from leads.dbt_run import Selection
from leads.files import work_folder
from leads.preview.edits import Edit, edits_between
from leads.scratch import (
    evaluated,
    needed_for,
    rebuild,
    scratch_copy,
    settings_of,
    write_seeds_in_force,
)
from leads.screen import say
from leads.seed_folder import assemble_seeds
from leads.workshop import workshop

# Past scores held against what happened after them.
JUDGED = needed_for("rpt_backtest", "rpt_backtest_days")
# What is compared, and in which order its rows are told.
QUESTIONS = {
    "mql_counts": "scoring_model",
    "mql_changes": "scoring_model, change, rank, contact_id",
    "ledger_changes": "scoring_model, contact_id, effective_on desc, component, rule",
    "label_moves": "scoring_model, rank_before desc, rank_after desc",
    "score_distribution": "scoring_model, points_from",
    "sales_load": "month desc, audience, label",
    "proof": "scoring_model, side desc",
    "warnings": "file_name, row_number, cell",
}
# What decides which behaviour an event shows: see int_rules_prints.
CONDITIONS = (
    *("event_type", "field", "pattern"),
    *("field_2", "pattern_2", "field_3", "pattern_3"),
)
MATCHING = {
    "behaviours": ("behaviour", *CONDITIONS),
    "assets": ("asset", "velocity", "content_stage"),
    "ignored_events": CONDITIONS,
}
LAST_JUDGED = """
    select cast(min(cut_on) as varchar) from (
        select max(cut_on) as cut_on from reports.rpt_backtest_days
        where judged > 0
        group by scoring_model
    )
"""


@dataclass
class Preview:
    """What came out: the edits, the models scored again, the answers by question."""

    edits: list[Edit]
    models: list[str]
    answers: dict[str, list[Row]]
    seconds: float


def preview_of(db: Path, edited: Path) -> Preview | None:
    """Compare a seed folder with the seeds in force; None if no cell differs.

    Raises InputProblem for seeds that cannot be scored, in the words of the
    seed check, and for a published file that other SQL made.
    """
    started, known = time.monotonic(), PROJECT / "seeds"
    with (
        published(db),
        work_folder(workshop() / "target", "preview", "building") as work,
    ):
        written, before, after = (
            work / name for name in ("written", "before", "after")
        )
        write_seeds_in_force(db, written)
        assemble_seeds(written, known, before)
        for note in assemble_seeds(edited, known, after):
            say(note)
        edits = edits_between(before, after)
        if not edits:
            return None
        with evaluated(db, {}, JUDGED) as production, scratch_copy(db, work) as made:
            told = {**settings_of(db), "backtest_from": last_judged(production)}
            selection = Selection(selector=selector_for(edits), production=production)
            rebuild(made, told, selection, after)
            models, answers = compared(made)
    return Preview(edits, models, answers, time.monotonic() - started)


def selector_for(edits: list[Edit]) -> str:
    """What to make again: raw rows are read only if they may match others."""
    if any(
        edit.is_whole_row or edit.column in MATCHING[edit.seed]
        for edit in edits
        if edit.seed in MATCHING
    ):
        return "preview_of_everything"
    return "preview"


def last_judged(production: Path) -> str:
    """The last past day on which every model that can be judged is."""
    with published(production) as connection:
        (day,) = connection.execute(LAST_JUDGED).fetchone()
    return day or ""


def compared(made: Path) -> tuple[list[str], dict[str, list[Row]]]:
    """The models that the edits concern, and the answers by question."""
    with published(made) as connection:
        models = rows_of(connection, "from comparison.cmp_models order by all")
        answers = {
            name: rows_of(connection, f"from comparison.cmp_{name} order by {order}")
            for name, order in QUESTIONS.items()
        }
    return [row["scoring_model"] for row in models], answers
