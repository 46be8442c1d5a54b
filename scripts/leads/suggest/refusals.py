"""When nothing can be suggested, and why, in words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from leads.database import Row, published, rows_of
from leads.problems import InputProblem

OUTCOME = "from seeds.outcomes where scoring_model = $model"
# Models whose handover could be judged, once a horizon has passed.
HANDED_OVER = """
    from seeds.scoring_models as models
    inner join seeds.outcomes using (scoring_model)
    where nullif(trim(models.handover_label), '') is not null
        and ($model is null or models.scoring_model = $model)
"""


def chosen_model(database: Path, model: str | None) -> str:
    """The model asked for, or the only one there is."""
    with published(database) as connection:
        rows = rows_of(
            connection,
            "from rules.int_rules_prints where kind = 'rules' order by name",
        )
    models = [row["name"] for row in rows]
    if model in models:
        return model
    known = ", ".join(models)
    if model is not None:
        raise InputProblem(
            f"There is no scoring model {model!r}. The models are: {known}."
        )
    if len(models) > 1:
        raise InputProblem(f"Name one of the models with --model: {known}.")
    return models[0]


def check_split(split: Row, has_outcome: bool) -> None:
    """Refuse to learn from, or to be judged by, too little."""
    model = split["scoring_model"]
    if not has_outcome:
        raise InputProblem(
            f"outcomes.csv has no row for {model}, so nobody knows what its points "
            "should foretell: add one and build again."
        )
    if split["outcome"] is None or split["test_from"] is None:
        raise InputProblem(
            f"No past day of {model} has a horizon that has passed (horizon_days in "
            "outcomes.csv), with contacts there on it: there is no outcome to learn "
            "from yet."
        )
    known_on = split["train_to"] + timedelta(days=split["horizon_days"])
    if split["population"] == "everybody" and known_on > split["test_from"]:
        raise InputProblem(
            f"Outcomes of contacts observed up to {split['train_to']} are known on "
            f"{known_on}, after the test has begun on {split['test_from']}: the same "
            "conversions would be learnt and foretold. Train up to an earlier day "
            "(--train-to) or test from a later one (--test-from)."
        )
    check_cases(
        split,
        "train",
        f"in training (observed from {split['train_from']} to {split['train_to']})",
    )
    check_cases(split, "test", f"in the test (from {split['test_from']} on)")


def check_cases(split: Row, part: str, where: str) -> None:
    cases, converted = split[f"{part}_cases"], split[f"{part}_converted"]
    needed = split["min_conversions"]
    if converted < needed:
        raise InputProblem(
            f"Only {converted} of {cases} cases of {split['scoring_model']} converted "
            f"{where}, and proof_levels.csv asks for {needed} (min_conversions): too "
            "few to say what earns points. Nothing was written."
        )
    if converted == cases:
        raise InputProblem(
            f"All {cases} cases of {split['scoring_model']} converted {where}: "
            "nothing tells them apart. Nothing was written."
        )


def nothing_fitted(model: str) -> InputProblem:
    return InputProblem(
        f"Of the rules of {model} none that enough contacts have tells those who "
        "convert from the others: there is nothing to suggest. Nothing was written."
    )


def check_edits(edits: list[Row], model: str) -> None:
    """Refuse to suggest what is there already."""
    if not edits:
        raise InputProblem(
            f"The points of {model} are what the data says they should be: there is "
            "nothing to suggest. Nothing was written."
        )
