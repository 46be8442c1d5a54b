"""Score again what edited seeds can move, on a copy of the published file."""

from __future__ import annotations

from pathlib import Path

import duckdb
from rich.console import Console

from leads.news import News, tell
from leads.preview.reach import Reach
from leads.scratch import rebuild

RESCORED_LEADS = Path(__file__).parent / "sql" / "rescored_leads.sql"
# What is compared afterwards.
WANTED = (
    "int_current_scores",
    "int_excluded_contacts",
    "mqls",
    "score_ledger",
    "seed_warnings",
    "int_handovers",
    "stg_service_levels",
    "rpt_backtest",
    "rpt_backtest_days",
)
# From the facts about the leads to be scored again to their points.
REPRICED_BY = {
    "behaviour": [
        "int_behaviour_days",
        "int_occurrences",
        "int_priced_occurrences+",
    ],
    "fit": ["int_ages+"],
    "rfm": ["int_rfm_values+"],
}


def rescore(
    copy: Path,
    project: Path,
    settings: dict[str, str],
    reach: Reach,
    seeds: Path,
    console: Console,
) -> None:
    """Make the wanted tables of the copy as they would be with these seeds.

    Raises InputProblem in the words of the seed check for seeds that cannot be
    scored.
    """
    if not reach.everything:
        settings = {**settings, "LEADS_ONLY_NEWS": "yes"}
    list_rescored_leads(copy, reach)
    selection = [*sorted(reach.edited_seeds), *selection_of(reach)]
    rebuild(copy, project, settings, selection, console, seeds)


def selection_of(reach: Reach) -> list[str]:
    """The models between the edited seeds and what is compared, for dbt."""
    # The proof is of other days than that of the published file.
    sources = [f"{seed}+" for seed in sorted(reach.seeds)] + ["int_planned_cuts+"]
    if reach.everything:
        # What a build of the news leaves between raw rows and scores is only
        # about its contacts: all of that is made again.
        sources += ["path:models/intermediate", "config.materialized:view"]
    else:
        sources += ["int_rescored_contacts", "int_kept_rules"]
        for component in sorted(reach.repriced_components):
            sources += REPRICED_BY[component]
    wanted = [f"{source},+{name}" for source in sources for name in WANTED]
    return [*wanted, "seed_errors"]


def list_rescored_leads(copy: Path, reach: Reach) -> None:
    """Tell the models in the copy which leads an edit may move."""
    with duckdb.connect(str(copy)) as connection:
        tell(connection, News(changed_models=reach.compared_models), copy.parent)
        connection.execute("delete from runs.rescored_leads")
        connection.execute("delete from runs.repriced_rules")
        repriced = [(model, None, None) for model in sorted(reach.repriced_models)]
        for rule in [*repriced, *sorted(reach.rules)]:
            connection.execute("insert into runs.repriced_rules values (?, ?, ?)", rule)
        connection.execute(
            """
            create temp table edited_models (scoring_model varchar);
            create temp table edited_rules (
                scoring_model varchar, component varchar, rule varchar
            )
            """
        )
        for model in sorted(reach.models):
            connection.execute("insert into edited_models values (?)", [model])
        for rule in sorted(reach.rules):
            connection.execute("insert into edited_rules values (?, ?, ?)", rule)
        connection.execute(RESCORED_LEADS.read_text("utf-8"))
