"""Labels, exclusions and handovers to sales."""

from datetime import date
from fractions import Fraction

from .behaviours import moments_of, occurrences_of, points_at, standing
from .fit_and_rfm import DERIVED, attribute_on
from .people import Person
from .values import like, number, within


def of_model(rows: list[dict], model: str) -> list[dict]:
    return [row for row in rows if row["scoring_model"] == model]


def journey_points(model: str, seeds: dict) -> Fraction:
    """The points of the first time of every step of the journey."""
    prices = {r["behaviour"]: r for r in of_model(seeds["point_grid"], model)}
    total = Fraction(0)
    for step in of_model(seeds["journey_steps"], model):
        if step["behaviour"] not in prices:
            raise ValueError(f"journey_steps: {step['behaviour']} has no points")
        total += points_at(Fraction(1), prices[step["behaviour"]])
    return total


def label_of(model: str, points_of, seeds: dict) -> tuple[str, int]:
    """The highest label that holds; points_of(name) are those of a component
    or rule on the day asked."""
    rows = of_model(seeds["labels"], model)
    journey = journey_points(model, seeds)

    def condition_holds(row: dict) -> bool:
        is_journey = row["at_least"].strip().lower() == "journey"
        needed = journey if is_journey else number(row["at_least"])
        return points_of(row["component"]) >= needed

    held = []
    for row in rows:
        same = [r for r in rows if r["label"] == row["label"]]
        alternative = [r for r in same if r["alternative"] == row["alternative"]]
        if int(row["rank"]) == 0 or all(map(condition_holds, alternative)):
            held.append((int(row["rank"]), row["label"]))
    rank, label = max(held)
    return label, rank


def handover_rank(model_row: dict, seeds: dict) -> int | None:
    """The rank from which sales takes over; None is never."""
    handover = model_row["handover_label"]
    rows = of_model(seeds["labels"], model_row["scoring_model"])
    ranks = [int(row["rank"]) for row in rows if row["label"] == handover]
    return ranks[0] if handover and ranks else None


def has_lost(behaviour: str, person: Person, seeds: dict) -> bool:
    """Whether an alias that was once identified as the contact did this, and the
    contact has not taken it back since: what protects moves to nobody."""
    rows = [row for row in seeds["behaviours"] if row["behaviour"] == behaviour]
    reset_by = rows[0]["reset_by"]
    resets = [
        at
        for someone in person.knowledge()
        for at in (moments_of(reset_by, someone.events, seeds) if reset_by else [])
        if at.date() < next_day_after(someone.day, person.merge_days)
    ]
    ever = [
        event
        for event in person.accepted["events"]
        if event.on <= person.day
        and person.id in person.identities.ever(event.contact_id)
        and event not in person.events
    ]
    return any(
        not any(reset > at for reset in resets)
        for at in moments_of(behaviour, ever, seeds)
    )


def next_day_after(day: date, days: list[date]) -> date:
    return min((each for each in days if each > day), default=date.max)


def exclusion_reason(person: Person, seeds: dict, as_of: date) -> str | None:
    """The first exclusion that matches, in the order of the file."""
    contact = person.contact
    behaviours = {row["behaviour"] for row in seeds["behaviours"]}
    for row in seeds["exclusions"]:
        field = row["field"]
        if field in behaviours and field not in DERIVED and field not in contact.cells:
            found = occurrences_of(field, person.events, seeds)
            is_excluded = standing(found, as_of) or has_lost(field, person, seeds)
            value = "yes" if is_excluded else "no"
        else:
            value = attribute_on(field.lower(), person, seeds, as_of, as_of)
        if row["pattern"]:
            if like(value and value.lower(), row["pattern"].lower()):
                return row["reason"]
            continue
        size = number(value)
        if size is not None and within(size, row["at_least"], row["below"]):
            return row["reason"]
    return None
