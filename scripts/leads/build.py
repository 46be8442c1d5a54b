"""The build: run dbt beside the published file, publish, and say what came of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from leads import PROJECT
from leads.dbt_run import SCORES_AND_REPORTS, Selection, run_dbt_build
from leads.files import work_folder
from leads.given import NOTHING_KNOWN, given, given_in_force, sign
from leads.problems import DamagedFile
from leads.publish import WHAT_IS_LOST, replacing
from leads.raw_folder import raw_notes
from leads.screen import say
from leads.seed_folder import assemble_seeds
from leads.summary import print_summary
from leads.workshop import workshop


def publish_scores(
    db: Path,
    variables: dict[str, str],
    seeds: Path,
    everything: bool,
    allow_fewer: Sequence[str] = (),
) -> None:
    """Build from these seeds and publish to `db`, unless nothing is new.

    `variables` are raw and as_of of dbt; `everything` reads all anew; of tables in
    `allow_fewer` most rows may be gone.
    Raises InputProblem or BuildProblem; the published file is then as it was.
    """
    started = time.monotonic()
    with work_folder(workshop() / "target", "build", "building") as work:
        notes = assemble_seeds(seeds, PROJECT / "seeds", work / "seeds")
        if "://" not in variables["raw"]:
            notes += raw_notes(Path(variables["raw"]))
        for note in notes:
            say(note)
        now, before = given(work / "seeds", variables), given_in_force(db)
        is_known = now != NOTHING_KNOWN and not everything
        stands = is_known and now == before
        if stands:
            say("Nothing is new since the last build: its results stand.")
        else:
            selection = Selection(full_refresh=everything)
            if is_known and now.facts == before.facts:
                selection = SCORES_AND_REPORTS
            told = variables
            if allow_fewer:
                told = {**variables, "allow_fewer": list(allow_fewer)}

            def make(selection: Selection, afresh: bool = False) -> None:
                with replacing(db, now.everything, afresh) as database:
                    run_dbt_build(work / "seeds", database, told, selection)
                    # A file that came during the build may have been read, or not.
                    is_same = now == given(work / "seeds", variables)
                    say(sign(database, now if is_same else NOTHING_KNOWN))

            try:
                make(selection)
            except DamagedFile as problem:
                say(f"{problem.message} {WHAT_IS_LOST}")
                make(Selection(), afresh=True)
    print_summary(db)
    if not stands:
        say(f"Published {db} in {time.monotonic() - started:.0f} seconds.")
