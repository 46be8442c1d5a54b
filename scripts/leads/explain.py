"""Explain one score: every ledger row, their sum, and what is to come."""

from __future__ import annotations

from datetime import date

from duckdb import DuckDBPyConnection
from rich.console import Console

from leads.database import Row, rows_of
from leads.problems import InputProblem
from leads.screen import cell, table_of

SCORES = """
    select *
    from marts.lead_scores
    where contact_id = $contact
    order by is_primary desc, scoring_model
"""

STEPS = """
    select *
    from marts.score_steps
    where contact_id = $contact and scoring_model = $model
    order by effective_on, component, rule
"""

SCORE_ON_DAY = """
    select label, total_points
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

HEADINGS = {"effective_on": "date", "rule": "rule", "reason": "reason"}
HEADINGS |= {"occurrences": "count#", "weighted_count": "weighted#"}
HEADINGS |= {"points": "points#", "total_points": "total#", "why": "why"}


def print_explanation(
    connection: DuckDBPyConnection,
    console: Console,
    contact: str,
    model: str | None,
    day: date | None,
) -> None:
    """Print how the contact got its score as of `day` (default: as built).

    Raises InputProblem for an unknown contact or model, or a day after the
    one the file was built for.
    """
    scores = rows_of(connection, SCORES, contact=contact)
    check_contact(connection, contact, scores)
    check_model(connection, contact, model, [row["scoring_model"] for row in scores])
    built = scores[0]["as_of"]
    if day and day > built:
        raise InputProblem(
            f"The file was built as of {built}, and what came after is not known: "
            f"build again with --as-of {day}."
        )
    for score in scores:
        if model in (None, score["scoring_model"]):
            print_score(connection, console, score, day or built)


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
    connection: DuckDBPyConnection, contact: str, model: str | None, own: list[str]
) -> None:
    if model is None or model in own:
        return
    models = [row["scoring_model"] for row in rows_of(connection, MODELS)]
    if model in models:
        raise InputProblem(
            f"The model {model!r} does not score {contact!r}: "
            f"its models are {', '.join(own)}."
        )
    raise InputProblem(
        f"There is no scoring model {model!r}. The models are: {', '.join(models)}."
    )


def print_score(
    connection: DuckDBPyConnection, console: Console, score: Row, day: date
) -> None:
    contact, model = score["contact_id"], score["scoring_model"]
    asked = {"contact": contact, "model": model, "day": day}
    steps = rows_of(connection, STEPS, **asked)
    for step in steps:
        if step["rule"] == "bound":
            step["rule"] = f"{step['component']} bound"
    counted = [step for step in steps if step["effective_on"] <= day]
    coming = steps[len(counted) :]
    is_past = day != score["as_of"]

    console.rule(f"{cell(contact)} in {model}, as of {day}", align="left")
    if is_past:
        past = rows_of(connection, SCORE_ON_DAY, **asked)
        for row in past:
            console.print(f"{cell(row['label'])}: {cell(row['total_points'])} points.")
        if not past:
            console.print("No points yet.")
    else:
        console.print(
            f"{score['label']}: {cell(score['total_points'])} points. "
            f"Next: {cell(score['next_action'])}"
        )
        if score["exclusion_reason"]:
            console.print(f"Kept from sales: {cell(score['exclusion_reason'])}")
    made = table_of(f"Counted up to {day}", HEADINGS, counted)
    made.add_section()
    name = f"score on {day}" if is_past else "score"
    total = counted[-1]["total_points"] if counted else 0
    made.add_row("", name, "", "", "", "", cell(total), "")
    console.print(made)
    if coming:
        title = "After that day" if is_past else "Coming, if nothing happens"
        console.print(table_of(title, HEADINGS, coming))
