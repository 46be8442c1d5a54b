"""The build: run dbt beside the published file, publish, and say what came of it."""

from __future__ import annotations

import time
from pathlib import Path

from rich.console import Console

from leads.database import published
from leads.dbt_run import SCORES_AND_REPORTS, Selection, run_dbt_build
from leads.given import NOTHING_KNOWN, given, given_in_force, sign
from leads.publish import replacing, work_folder
from leads.raw_folder import raw_notes
from leads.seed_folder import assemble_seeds
from leads.summary import print_summary


def publish_scores(
    project: Path,
    target: Path,
    settings: dict[str, str],
    seed_source: Path,
    everything: bool,
    console: Console,
) -> None:
    """Build from these seeds and publish to `target`, unless nothing is new.

    `settings` are LEADS_RAW and LEADS_AS_OF; `everything` reads all anew.
    Raises InputProblem or BuildProblem; the published file is then as it was.
    """
    started = time.monotonic()
    with work_folder(project / "target", "build", "building") as work:
        seeds = work / "seeds"
        notes = assemble_seeds(seed_source, project / "seeds", seeds)
        if "://" not in settings["LEADS_RAW"]:
            notes += raw_notes(Path(settings["LEADS_RAW"]))
        for note in notes:
            console.print(note, soft_wrap=True)
        now, before = given(project, seeds, settings), given_in_force(target)
        is_known = now != NOTHING_KNOWN and not everything
        stands = is_known and now == before
        if stands:
            console.print("Nothing is new since the last build: its results stand.")
        else:
            selection = Selection(full_refresh=everything)
            if is_known and now.facts == before.facts:
                selection = SCORES_AND_REPORTS
            with replacing(target, now.everything) as database:
                run_dbt_build(project, seeds, database, settings, console, selection)
                # A file that came during the build may have been read, or not.
                is_same = now == given(project, seeds, settings)
                work = sign(project, database, now if is_same else NOTHING_KNOWN)
                console.print(work, soft_wrap=True)
    with published(target) as connection:
        print_summary(connection, console)
    if not stands:
        seconds = time.monotonic() - started
        console.print(f"Published {target} in {seconds:.0f} seconds.", soft_wrap=True)
