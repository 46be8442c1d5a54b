"""The build: read what is new, score it, publish it, and say what came of it."""

from __future__ import annotations

import time
from pathlib import Path

from rich.console import Console

from leads.backtest.settings import AS_SEEDS_SAY
from leads.database import published
from leads.dbt_run import run_dbt_build
from leads.inputs import code_print, inputs_of, put_on_record, recorded_inputs
from leads.news import News, news_since, prepare
from leads.publish import replacing, work_folder
from leads.raw_folder import raw_notes
from leads.run_record import Run, put_run_on_record
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

    `settings` are the LEADS_ variables that the SQL reads.
    Raises InputProblem or BuildProblem; the published file is then as it was.
    """
    run = Run(code_print(project))
    settings = {**AS_SEEDS_SAY, **settings}
    with work_folder(project / "target", "build", "building") as work:
        seeds = work / "seeds"
        notes = assemble_seeds(seed_source, project / "seeds", seeds)
        if "://" not in settings["LEADS_RAW"]:
            notes += raw_notes(Path(settings["LEADS_RAW"]))
        for note in notes:
            console.print(note, soft_wrap=True)
        is_published = build_news(
            project, target, settings, seeds, everything, run, console
        )
    with published(target) as connection:
        print_summary(connection, console)
    if is_published:
        seconds = time.monotonic() - run.started
        console.print(f"Published {target} in {seconds:.0f} seconds.", soft_wrap=True)


def build_news(
    project: Path,
    target: Path,
    settings: dict[str, str],
    seeds: Path,
    everything: bool,
    run: Run,
    console: Console,
) -> bool:
    """Publish what the inputs give, doing no more than has changed.

    False when nothing has.
    """
    raw = Path(settings["LEADS_RAW"])
    inputs = {}
    news = News("tables are read whole")
    if "://" not in settings["LEADS_RAW"]:
        inputs = inputs_of(project, raw, seeds, settings["LEADS_AS_OF"])
        news = News("as asked for")
        if not everything:
            news = news_since(recorded_inputs(target), inputs, raw)
        if news.is_nothing:
            console.print("Nothing is new since the last build: its results stand.")
            return False
        console.print(news.sentence(), soft_wrap=True)
    with replacing(target, from_published=not news.everything) as database:
        if not news.everything:
            prepare(database, news, raw)
            settings = {**settings, "LEADS_ONLY_NEWS": "yes"}
        run_dbt_build(project, seeds, database, settings, console)
        # A file that came during the build may have been read, or not.
        if inputs and inputs_of(project, raw, seeds, settings["LEADS_AS_OF"]) != inputs:
            inputs = {}
        put_on_record(database, inputs, raw)
        put_run_on_record(database, target, run, news.sentence())
    return True
