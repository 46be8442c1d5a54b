"""The suggestion: fitted on earlier cut days, scored by the SQL on later ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console

from leads.database import Row
from leads.preview.edits import edits_between
from leads.preview.previewing import settings_of
from leads.preview.reach import reach_of
from leads.preview.rescoring import rescore
from leads.problems import InputProblem
from leads.publish import work_folder
from leads.scratch import JUDGED_AGAIN, rebuild, scratch_copy, write_seeds_in_force
from leads.seed_folder import assemble_seeds
from leads.suggest.desk import Desk
from leads.suggest.fitting import fit, lay_out
from leads.suggest.folder import check_folder, publish_folder, write_edited
from leads.suggest.refusals import check_fitted, check_split, chosen_model
from leads.suggest.said import mark_of, print_suggestion


@dataclass
class Wish:
    """What was asked for; what is None is as the seeds say."""

    model: str | None = None
    train_to: date | None = None
    test_from: date | None = None
    horizon: int | None = None


def suggest(
    project: Path, database: Path, wish: Wish, out: Path | None, console: Console
) -> None:
    """Write a seed folder with suggested points and show how it does later.

    Raises InputProblem, and writes nothing, where the data cannot say.
    """
    if out:
        check_folder(out, project)
    settings = {
        **settings_of(project, database),
        "LEADS_BACKTEST_HORIZON": str(wish.horizon or ""),
    }
    desk = Desk()
    with work_folder(project / "target", "suggest", "building") as work:
        seeds, made = work / "in_force", work / "suggested"
        write_seeds_in_force(database, seeds)
        with scratch_copy(database, project / "target") as copy:
            if wish.horizon:
                rebuild(copy, project, settings, JUDGED_AGAIN, console)
            with desk.reading(copy):
                model = chosen_model(desk, wish.model)
                out = out or database.parent / "suggestions" / model
                check_folder(out, project)
                split = split_of(desk, model, wish)
                price(desk, work, split)
                edits = desk.run("edits")
        # Thresholds are known when the points have been scored, so: twice.
        for _ in range(2):
            write_edited(seeds, made, edits)
            with scratch_copy(database, project / "target") as copy:
                score(project, copy, settings, model, (seeds, made), console)
                with desk.reading(copy):
                    look_at(desk, "after", model)
            with desk.reading(database):
                desk.run("threshold_edits")
                edits = desk.run("edits")
        publish_folder(made, out, mark_of(split))
    print_suggestion(desk, split, edits, out, console)


def score(
    project: Path,
    copy: Path,
    settings: dict[str, str],
    model: str,
    seeds: tuple[Path, Path],
    console: Console,
) -> None:
    """Score a copy of the published file with edited seeds, as a preview does.

    `seeds` are the folders before and after; the model is judged on all days.
    """
    folders = []
    for folder in seeds:
        folders.append(copy.parent / f"assembled_{folder.name}")
        assemble_seeds(folder, project / "seeds", folders[-1])
    reach = reach_of(edits_between(*folders), folders)
    reach.judged_models.add(model)
    rescore(copy, project, settings, reach, folders[1], console)


def look_at(desk: Desk, when: str, model: str) -> None:
    """Keep what a scoring looks like, `before` or `after`."""
    for name in ("reached", "judged", "labels"):
        desk.keep(f"{name}_{when}", name, model=model)


def split_of(desk: Desk, model: str, wish: Wish) -> Row:
    """Which cases teach and which judge; InputProblem where they are too few."""
    desk.run("choice", model=model)
    desk.run("split", train_to=wish.train_to, test_from=wish.test_from)
    split = desk.rows("split")[0]
    check_split(split)
    return split


def price(desk: Desk, folder: Path, split: Row) -> None:
    """Work out the cells that change, but for thresholds."""
    model = split["scoring_model"]
    lay_out(desk)
    check_fitted(desk, split)
    desk.run("prices", file=str(fit(desk, folder)))
    for name in ("seed_cells", "point_edits", "bound_edits", "test_cuts"):
        desk.run(name)
    if not desk.rows("point_edits"):
        raise InputProblem(
            f"The points of {model} are what the data says they should be: there is "
            "nothing to suggest. Nothing was written."
        )
    look_at(desk, "before", model)
    look_at(desk, "after", model)
    desk.run("threshold_edits")
