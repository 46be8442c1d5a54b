"""Explain one score: every ledger row, their sum, and what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection
from rich.console import Console

from leads.problems import InputProblem
from leads.screen import cell, table

SCORES = """
    select
        scoring_model,
        as_of,
        label,
        next_action,
        total_points,
        exclusion_reason
    from marts.lead_scores
    where contact_id = $contact
    order by is_primary desc, scoring_model
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

BUILT_AS_OF = "select max(as_of) from marts.lead_scores"

MODELS = "select distinct scoring_model from marts.lead_scores order by 1"

CLOSEST_IDS = """
    select distinct
        contact_id,
        jaro_winkler_similarity(lower(contact_id), lower($contact)) as likeness
    from marts.lead_scores
    order by likeness desc, contact_id
    limit 3
"""

LEDGER = """
    select
        effective_on,
        case when rule = 'bound' then component || ' bound' else rule end,
        reason,
        occurrences,
        weighted_count,
        points,
        sum(points) over (
            order by effective_on, component, rule, kind, reason
            rows between unbounded preceding and current row
        ) as running_total,
        why,
        effective_on <= $day as is_counted
    from marts.score_ledger
    where contact_id = $contact and scoring_model = $model
    order by effective_on, component, rule, kind, reason
"""

SUM = """
    select coalesce(sum(points), 0)
    from marts.score_ledger
    where
        contact_id = $contact
        and scoring_model = $model
        and effective_on <= $day
"""

COLUMNS = ["date", "rule", "reason", "count#", "weighted#"]
COLUMNS += ["points#", "total#", "why"]


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
    scores = fetch(connection, SCORES, contact=contact)
    check_contact(connection, contact, scores)
    check_model(connection, contact, model, [score[0] for score in scores])
    built = fetch(connection, BUILT_AS_OF)[0][0]
    if day and day > built:
        raise InputProblem(
            f"The file was built as of {built}, and what came after is not known: "
            f"build again with --as-of {day}."
        )
    for score in scores:
        if model in (None, score[0]):
            print_score(connection, console, contact, score, day or built)


def check_contact(
    connection: DuckDBPyConnection, contact: str, scores: Sequence[Any]
) -> None:
    if scores:
        return
    closest = [row[0] for row in fetch(connection, CLOSEST_IDS, contact=contact)]
    hint = f" The closest are: {', '.join(map(cell, closest))}." if closest else ""
    raise InputProblem(f"There is no contact {contact!r}.{hint}")


def check_model(
    connection: DuckDBPyConnection, contact: str, model: str | None, own: list[str]
) -> None:
    if model is None or model in own:
        return
    models = [row[0] for row in fetch(connection, MODELS)]
    if model in models:
        raise InputProblem(
            f"The model {model!r} does not score {contact!r}: "
            f"its models are {', '.join(own)}."
        )
    raise InputProblem(
        f"There is no scoring model {model!r}. The models are: {', '.join(models)}."
    )


def print_score(
    connection: DuckDBPyConnection,
    console: Console,
    contact: str,
    score: Sequence[Any],
    day: date,
) -> None:
    model, built, label, next_action, total, exclusion = score
    is_past = day != built
    asked = {"contact": contact, "model": model, "day": day}
    rows = fetch(connection, LEDGER, **asked)
    counted = [row[:-1] for row in rows if row[-1]]
    coming = [row[:-1] for row in rows if not row[-1]]
    points = fetch(connection, SUM, **asked)[0][0]

    console.rule(f"{cell(contact)} in {model}, as of {day}", align="left")
    if is_past:
        scores = fetch(connection, SCORE_ON_DAY, **asked)
        said = "{}: {} points." if scores else "No points yet."
        console.print(said.format(*map(cell, scores[0] if scores else [])))
    else:
        console.print(f"{label}: {cell(total)} points. Next: {cell(next_action)}")
        if exclusion:
            console.print(f"Kept from sales: {cell(exclusion)}")
    made = table(f"Counted up to {day}", COLUMNS, counted)
    made.add_section()
    name = f"score on {day}" if is_past else "score"
    made.add_row("", name, "", "", "", "", cell(points), "")
    console.print(made)
    if coming:
        title = "After that day" if is_past else "Coming, if nothing happens"
        console.print(table(title, COLUMNS, coming))


def fetch(connection: DuckDBPyConnection, sql: str, **values: Any) -> list[tuple]:
    return connection.execute(sql, values).fetchall()
