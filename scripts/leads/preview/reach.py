"""How far edits reach: nobody's score, some rules, a whole model, or all of it.

Whoever no edited rule has ever met keeps every row, so only the others are
scored again; and of those the points of other rules stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from leads.inputs import SEEDS_OF_REPORTS
from leads.preview.edits import Edit, read

Rule = tuple[str, str, str]  # model, component, rule
# Where an edited row concerns one rule, and the column that names it.
RULES_OF = {
    "point_grid": ("behaviour", "behaviour"),
    "fit_points": ("fit", "attribute"),
    "rfm_bands": ("rfm", "measure"),
}
# What a model makes of its points.
MADE_OF_POINTS = ("labels", "journey_steps")
# What a label may ask of a score; anything else it names is a rule.
MEASURES = ("behaviour", "fit", "rfm", "total", "")
# Which models are judged, and by what.
JUDGED_BY = ("outcomes", "scoring_models")
# Nobody's points or label depend on a segment.
MOVES_NO_SCORE = (*SEEDS_OF_REPORTS, "rfm_segments.csv")


@dataclass
class Reach:
    """What edits can change: points of rules, all of a model, or everything.

    The leads of `models` get other labels, in `repriced_models` all points are
    counted again as well; `everything` when facts are counted otherwise. Unless
    `restated`, points and conditions on rules are as they were on every day. Of
    `seeds` more than words of `why` differ; `judged_models` are held against
    their outcomes on all days again. `bounded` are the components whose bounds,
    before or after, hold points that are priced anew; `total` is one of them.
    """

    edited_seeds: set[str] = field(default_factory=set)
    seeds: set[str] = field(default_factory=set)
    rules: set[Rule] = field(default_factory=set)
    models: set[str] = field(default_factory=set)
    repriced_models: set[str] = field(default_factory=set)
    judged_models: set[str] = field(default_factory=set)
    bounded: set[str] = field(default_factory=set)
    everything: bool = False
    restated: bool = False

    @property
    def changed_models(self) -> list[str]:
        return sorted(self.models | {model for model, _, _ in self.rules})

    @property
    def compared_models(self) -> list[str]:
        return sorted({*self.changed_models, *self.judged_models})

    @property
    def whole_models(self) -> set[str]:
        """The models of which everybody is made again; other days judge all."""
        return {*self.compared_models} if self.judged_models else self.models

    @property
    def repriced_components(self) -> set[str]:
        if self.repriced_models:
            return {component for component, _ in RULES_OF.values()}
        return {component for _, component, _ in self.rules}


def reach_of(edits: list[Edit], seeds: list[Path]) -> Reach:
    """How far the edits reach; `seeds` are the folders before and after."""
    reach = Reach(
        {edit.seed for edit in edits},
        {edit.seed for edit in edits if edit.column != "why"},
    )

    def rows_of(seed: str) -> list[dict[str, str]]:
        return [row for folder in seeds for row in read(folder / f"{seed}.csv")]

    judged = {row["scoring_model"] for row in rows_of("outcomes")}
    journey_measures = {
        row["component"].lower()
        for row in rows_of("labels")
        if row["at_least"].lower() == "journey"
    }
    for edit in edits:
        model = edit.row.get("scoring_model", "")
        if edit.column == "why":
            continue
        if edit.seed in JUDGED_BY:
            reach.judged_models.add(model)
        if edit.seed == "proof_levels":
            reach.judged_models |= judged
        if f"{edit.seed}.csv" in MOVES_NO_SCORE:
            continue
        if edit.seed in RULES_OF and not edit.is_whole_row:
            component, column = RULES_OF[edit.seed]
            reach.rules.add((model, component, edit.row[column]))
        elif edit.seed in RULES_OF or edit.seed == "score_components":
            # Rules are numbered within their model: a row more moves them all.
            reach.repriced_models.add(model)
        elif edit.seed in MADE_OF_POINTS:
            reach.models.add(model)
            asked = [edit.row.get("component", ""), *journey_measures]
            reach.restated |= not set(MEASURES).issuperset(asked)
        elif edit.seed == "decay_curves":
            reach.rules |= rules_with(edit.row["decay_curve"], rows_of("point_grid"))
        else:
            reach.everything = True
    reach.restated |= bool(reach.rules or reach.repriced_models)
    # The points of a step are part of the threshold that everybody is held to.
    reach.models |= reach.repriced_models | {
        step["scoring_model"]
        for step in rows_of("journey_steps")
        if (step["scoring_model"], "behaviour", step["behaviour"]) in reach.rules
    }
    reach.bounded = {
        row["component"]
        for row in rows_of("score_components")
        if (row["min"] or row["max"]) and is_priced_anew(row, reach)
    }
    return reach


def is_priced_anew(component: dict[str, str], reach: Reach) -> bool:
    """Whether points of a row of score_components may change; all are of `total`."""
    model, name = component["scoring_model"], component["component"].lower()
    return model in reach.repriced_models or any(
        model == priced and name in (part, "total") for priced, part, _ in reach.rules
    )


def rules_with(curve: str, prices: list[dict[str, str]]) -> set[Rule]:
    """The priced behaviours that fade along a curve."""
    return {
        (row["scoring_model"], "behaviour", row["behaviour"])
        for row in prices
        if row["decay_curve"] == curve
    }
