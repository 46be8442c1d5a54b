"""Explain one score: every ledger row, their sum, and what is to come."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from leads.database import Row, published, rows_of
from leads.problems import InputProblem
from leads.screen import cell, make_console, print_rows, say

SCORES = """
    from marts.lead_scores
    where contact_id = $contact
    order by is_primary desc, scoring_model
"""
STEPS = """
    from marts.score_steps
    where contact_id = $contact and scoring_model = $model
    order by effective_on, component, rule, kind
"""
SCORE_ON_DAY = """
    from marts.score_history
    where
        contact_id = $contact
        and scoring_model = $model
        and effective_on <= $day
        and (until_on > $day or until_on is null)
"""
MODELS = "select distinct scoring_model from marts.lead_scores order by 1"
CLOSEST_IDS = """
    select distinct
        contact_id,
        jaro_winkler_similarity(lower(contact_id), lower($contact)) as likeness
    from marts.lead_scores
    order by likeness desc, contact_id
    limit 3
"""


def explain_score(
    db: Path, contact_id: str, model: str | None, as_of: date | None
) -> None:
    """Print how the contact got its score as of a day (default: as built).

    Raises InputProblem for an unknown contact or model, or a day after the
    one the file was built for.
    """
    with published(db) as connection:
        scores = rows_of(connection, SCORES, contact=contact_id)
        check_contact(connection, contact_id, scores)
        check_model(connection, model, scores)
        built = scores[0]["as_of"]
        if as_of and as_of > built:
            raise InputProblem(
                f"The file was built as of {built}, and what came after is not known: "
                f"build again with --as-of {as_of}."
            )
        for score in scores:
            if model in (None, score["scoring_model"]):
                print_score(connection, score, as_of or built)


def check_contact(
    connection: DuckDBPyConnection, contact: str, scores: list[Row]
) -> None:
    if scores:
        return
    closest = rows_of(connection, CLOSEST_IDS, contact=contact)
    names = ", ".join(cell(row["contact_id"]) for row in closest)
    hint = f" The closest are: {names}." if names else ""
    raise InputProblem(f"There is no contact {contact!r}.{hint}")


def check_model(
    connection: DuckDBPyConnection, model: str | None, scores: list[Row]
) -> None:
    own = [row["scoring_model"] for row in scores]
    if model in (None, *own):
        return
    models = [row["scoring_model"] for row in rows_of(connection, MODELS)]
    if model in models:
        raise InputProblem(
            f"The model {model!r} does not score {scores[0]['contact_id']!r}: "
            f"its models are {', '.join(own)}."
        )
    raise InputProblem(
        f"There is no scoring model {model!r}. The models are: {', '.join(models)}."
    )


def print_score(connection: DuckDBPyConnection, score: Row, day: date) -> None:
    contact, model = score["contact_id"], score["scoring_model"]
    steps = rows_of(connection, STEPS, contact=contact, model=model)
    for step in steps:
        if step["rule"] == "bound":
            step["rule"] = f"{step['component']} bound"
    counted = [step for step in steps if step["effective_on"] <= day]
    coming = steps[len(counted) :]
    is_past = day != score["as_of"]

    title = f"{cell(contact)} in {model}, as of {day}"
    make_console().rule(title, align="left")
    if is_past:
        past = rows_of(connection, SCORE_ON_DAY, contact=contact, model=model, day=day)
        for row in past:
            say(f"{row['label']}: {cell(row['total_points'])} points.")
        if not past:
            say("No points yet.")
    else:
        points, action = cell(score["total_points"]), cell(score["next_action"])
        say(f"{score['label']}: {points} points. Next: {action}")
        if score["exclusion_reason"]:
            say(f"Kept from sales: {score['exclusion_reason']}")
    total = counted[-1]["total_points"] if counted else 0
    last = {"rule": f"score on {day}" if is_past else "score", "total_points": total}
    print_rows("counted", counted, day, last=last)
    print_rows("after_that_day" if is_past else "coming", coming)
