"""Score again what edited seeds can move, on a copy of the published file."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from leads.dbt_run import Selection, import_dbt_ahead
from leads.preview.reach import Reach
from leads.preview.trimming import trim
from leads.scratch import JUDGED_AGAIN, rebuild

# In models/exposures.yml: what is compared afterwards.
COMPARED = "+exposure:preview"
# From points to scores, whoever the leads in the copy are.
SCORED_BY = ("int_rescored_contacts", "int_labelled_states+")
RESTATED_BY = ("int_rule_flags", "int_flags_at_zero", "int_running_scores")
# From the facts about these leads to their points.
REPRICED_BY = {
    "behaviour": (
        "int_behaviour_days",
        "int_occurrences",
        "int_priced_occurrences+",
    ),
    "fit": ("int_ages+",),
    "rfm": ("int_rfm_values+",),
}
# Another row may name another attribute of contacts; what a build of the news
# leaves of those it is read from is only about its contacts.
READ_ANEW = ("int_near_office",)
# What edits leave as it is, unless they move a whole model (rows name attributes,
# components have bounds), reach the labels of a model, or price what is bounded.
SET_BY_MODEL = (
    "int_bounds",
    "int_contact_attributes",
    "int_exclusions",
    "int_excluded_days",
    "int_excluded_contacts",
)
LABELLED_BY = (
    "int_first_points",
    "int_journey_points",
    "int_label_conditions",
    "int_flags_at_zero",
    "int_handover_thresholds",
)
COMPONENTS_HELD_BY = ("int_points_component_bounds",)
TOTAL_HELD_BY = ("int_points_total_bounds",)
# What prices are read from, and the facts they are held against, by component.
PRICED_WITH = {
    "behaviour": (
        "int_behaviour_rules",
        "int_behaviour_days",
        "int_occurrences",
    ),
    "fit": ("int_value_points",),
    "rfm": ("int_rfm_band_points",),
}
# Fit of other days, unless fit is priced anew or other days are judged.
DATED_BY = ("int_observed_fit",)
# A curve that nothing fades along is edited without pricing anything.
PRICED_BY = ("int_weighted_counts+",)
# What excludes a contact has no price, and views say the same on any copy: all
# but stg_events, which after a build of the news is only about its contacts, and
# which nothing that is made on a trimmed copy reads.
VIEWS = ("config.materialized:view",)
STANDING = (*VIEWS, "int_behaviour_exclusions")
# After a build of the news much else between raw rows and scores is like that.
EVERYTHING = ("path:models/intermediate", *VIEWS)


def rescore(
    copy: Path,
    project: Path,
    settings: dict[str, str],
    reach: Reach,
    seeds: Path,
    console: Console,
) -> None:
    """Make the compared tables of the copy as they would be with these seeds.

    Where they tell leads apart they hold the concerned ones alone, unless the
    reach is everything. Raises InputProblem in the words of the seed check for
    seeds that cannot be scored.
    """
    if not reach.everything:
        import_dbt_ahead()
        trim(copy, reach)
        settings = {**settings, "LEADS_SCRATCH": "trimmed"}
    selection = Selection(selected_by(reach), excluded_by(reach))
    rebuild(copy, project, settings, selection, console, seeds)


def selected_by(reach: Reach) -> list[str]:
    """The models between the edited seeds and what is compared, for dbt."""
    sources = [f"{seed}+" for seed in sorted(reach.seeds)]
    if reach.everything:
        sources += EVERYTHING
    elif reach.compared_models:
        sources += SCORED_BY
        if reach.restated:
            sources += RESTATED_BY
        if reach.repriced_models:
            sources += READ_ANEW
        for component in sorted(reach.repriced_components):
            sources += REPRICED_BY[component]
    if reach.judged_models:
        sources += JUDGED_AGAIN.nodes
    between = [f"{source},{COMPARED}" for source in sources]
    return [*sorted(reach.edited_seeds), *between, "seed_errors"]


def excluded_by(reach: Reach) -> list[str]:
    """Models downstream of an edited seed whose rows the edits cannot change."""
    if reach.everything:
        return []
    unmoved = {
        SET_BY_MODEL: not reach.repriced_models,
        LABELLED_BY: not reach.models,
        RESTATED_BY: not reach.restated,
        COMPONENTS_HELD_BY: not reach.bounded - {"total"},
        TOTAL_HELD_BY: "total" not in reach.bounded,
        DATED_BY: "fit" not in reach.repriced_components and not reach.judged_models,
        PRICED_BY: not reach.compared_models,
        STANDING: True,
    }
    unmoved |= {
        models: component not in reach.repriced_components
        for component, models in PRICED_WITH.items()
    }
    return [model for models, is_so in unmoved.items() if is_so for model in models]
