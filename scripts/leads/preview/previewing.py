"""The preview: edited seeds against those in force, without touching them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from leads.backtest.settings import AS_SEEDS_SAY
from leads.database import Row, published
from leads.inputs import code_print, recorded_inputs
from leads.preview.comparison import compare
from leads.preview.edits import Edit, edits_between
from leads.preview.reach import Reach, reach_of
from leads.preview.rescoring import rescore
from leads.problems import InputProblem
from leads.scratch import scratch_copy, write_seeds_in_force
from leads.seed_folder import assemble_seeds

LAST_CUT = """
    select min(cut_on) from (
        select max(cut_on) as cut_on from reports.rpt_backtest_days
        where judged > 0
        group by scoring_model
    )
"""


@dataclass
class Preview:
    """What came out: the edits, their reach, and the answers by question."""

    edits: list[Edit]
    reach: Reach
    answers: dict[str, list[Row]]
    seconds: float


def preview_of(
    project: Path, database: Path, edited: Path, console: Console
) -> Preview | None:
    """Compare a seed folder with the seeds in force; None if no cell differs.

    Raises InputProblem for seeds that cannot be scored, in the words of the
    seed check, and for a published file that other SQL made.
    """
    started = time.monotonic()
    settings = settings_of(project, database)
    with scratch_copy(database, project / "target") as copy:
        work = copy.parent
        write_seeds_in_force(database, work / "written")
        assemble_seeds(work / "written", project / "seeds", work / "before")
        for note in assemble_seeds(edited, project / "seeds", work / "after"):
            console.print(note, soft_wrap=True)
        edits = edits_between(work / "before", work / "after")
        if not edits:
            return None
        reach = reach_of(edits, [work / "before", work / "after"])
        if reach.everything and not reach.judged_models:
            settings["LEADS_BACKTEST_FROM"] = last_cut(database)
        rescore(copy, project, settings, reach, work / "after", console)
        answers = compare(database, copy, reach)
    return Preview(edits, reach, answers, time.monotonic() - started)


def settings_of(project: Path, database: Path) -> dict[str, str]:
    """The settings the published file was built with."""
    inputs = recorded_inputs(database)
    if inputs is None:
        raise InputProblem(
            f"{database} has no record of what it was made of: build it again "
            "(python3 scripts/leads.py build), from files."
        )
    if inputs["code", ""] != code_print(project):
        raise InputProblem(
            f"{database} was made by other SQL than that of this project: build "
            "again (python3 scripts/leads.py build) with the seeds in force."
        )
    return {**AS_SEEDS_SAY, "LEADS_AS_OF": inputs["as_of", ""]}


def last_cut(database: Path) -> str:
    """The first of the days on which the models were last judged, if any were."""
    with published(database) as connection:
        (cut_on,) = connection.execute(LAST_CUT).fetchone()
    return str(cut_on or "")
