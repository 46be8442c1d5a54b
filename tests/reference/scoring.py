"""The whole way from raw rows to labels and MQLs.

    raw rows -> behaviours -> points -> ledger -> scores -> labels -> MQLs

`score` is the only entry. Raw tables and seeds are lists of rows, a row is a dict
of text or None. Points are whole numbers; weighted counts and profile completeness
are Fractions, which compare equal to the same Decimal or exact float.
"""

from collections import Counter
from datetime import date, datetime, timezone

from . import fit_and_rfm as fr
from .aliases import Aliases, Identities
from .behaviours import matches
from .labels import exclusion_reason, handover_rank, label_of, of_model
from .ledger import ledger_of
from .people import Person
from .raw_tables import Row, accept, never_contacts, one_row_per_contact
from .result import HistoryRow, LedgerRow, Mql, Result, Score
from .values import clean_row

COMPONENTS = ("behaviour", "fit", "rfm")


def score(
    raw: dict[str, list[dict]],
    seeds: dict[str, list[dict]],
    as_of: date | None,
    run_at: datetime,
    default_audience: str,
    day_zone: str = "UTC",
    identity: str = "last",
) -> Result:
    """Score every contact by every active model that covers it."""
    if run_at.tzinfo:
        run_at = run_at.astimezone(timezone.utc).replace(tzinfo=None)
    seeds = {name: [clean_row(row) for row in rows] for name, rows in seeds.items()}
    seeds["settings"] = [{"day_zone": day_zone}]
    accepted, aliases, audit = accept(raw, run_at, seeds["ignored_events"])
    audit += matched_and_unmatched(accepted["events"], seeds)
    as_of = as_of or latest_day(accepted, aliases)
    result = Result(as_of, audit=audit)
    if as_of is None:
        return result
    created_on = {row.contact_id: row.on for row in accepted["contacts"]}
    identities = Identities(aliases, created_on, as_of, identity == "by_time")
    contacts, merged = one_row_per_contact(accepted["contacts"], identities)
    audit["contacts", "accepted", None] -= len(merged)
    audit["contacts", "rejected", "merged_contact"] += len(merged)
    people = [
        Person(contact, as_of, accepted, identities)
        for contact in contacts
        if contact.on <= as_of
    ]
    for model_row in seeds["scoring_models"]:
        if model_row["is_active"] == "yes":
            covered = [p for p in people if covers(model_row, p, default_audience)]
            score_model(model_row, covered, seeds, result)
    return result


def matched_and_unmatched(events: list[Row], seeds: dict) -> Counter:
    counts: Counter = Counter()
    for event in events:
        rows, assets = seeds["behaviours"], seeds["assets"]
        is_matched = any(matches(event, row, assets) for row in rows)
        counts["events", "matched" if is_matched else "unmatched", None] += 1
    return counts


def latest_day(accepted: dict[str, list[Row]], aliases: Aliases) -> date | None:
    """Mergers move nothing: a merged contact was created when its row was."""
    never = never_contacts(accepted["contacts"], aliases)
    days = [row.on for table in ("events", "orders") for row in accepted[table]]
    created = [row.on for row in accepted["contacts"] if row.contact_id not in never]
    return max(days + created, default=None)


def covers(model_row: dict, person: Person, default_audience: str) -> bool:
    own = person.contact.cells.get("audience") or default_audience
    return model_row["audience"] in ("all", own.strip().lower())


def standing_on(day: date, model: str, ledger: list[LedgerRow], seeds: dict) -> dict:
    """Points and label on a day, all from the ledger."""
    so_far = [row for row in ledger if row.effective_on <= day]

    def points_of(name: str) -> int:
        if name == "total":
            return sum(row.points for row in so_far)
        if name in COMPONENTS:
            return sum(row.points for row in so_far if row.component == name)
        return sum(row.points for row in so_far if row.rule == name)

    label, rank = label_of(model, points_of, seeds)
    points = {f"{name}_points": points_of(name) for name in ("total", *COMPONENTS)}
    return {**points, "label": label, "label_rank": rank}


def rfm_scores(people: list[Person], seeds: dict, as_of: date) -> dict[str, tuple]:
    """R, F and M scores of the contacts that have bought."""
    scores = []
    for measure in fr.MEASURES:
        values = {}
        for person in people:
            booked = fr.bookings(person.orders, seeds["order_statuses"])
            value = fr.measure_on(measure, booked, as_of)
            if value is not None:
                values[person.id] = value
        best_is_low = measure == "recency_days"
        scores.append(fr.quintile_scores(values, best_is_low))
    return {who: tuple(by_contact[who] for by_contact in scores) for who in scores[0]}


def score_model(model_row: dict, people: list[Person], seeds: dict, result: Result):
    """Add the ledger, scores, history and MQLs of one model to the result."""
    model, as_of = model_row["scoring_model"], result.as_of
    attributes = {row["attribute"] for row in of_model(seeds["fit_points"], model)}
    quintiles = rfm_scores(people, seeds, as_of)
    for person in people:
        ledger = ledger_of(person, model, seeds, as_of)
        today = standing_on(as_of, model, ledger, seeds)
        history = [
            HistoryRow(
                **standing_on(day, model, ledger, seeds),
                contact_id=person.id,
                scoring_model=model,
                effective_on=day,
            )
            for day in sorted(
                {row.effective_on for row in ledger} | {person.contact.on}
            )
        ]
        r, f, m = quintiles.get(person.id, (None, None, None))
        bought = person.id in quintiles
        excluded = exclusion_reason(person, seeds, as_of)
        now = Score(
            **today,
            profile_completeness=fr.profile_completeness(
                person, attributes, seeds, as_of
            ),
            r_score=r,
            f_score=f,
            m_score=m,
            rfm_segment=fr.segment(r, f, m, seeds["rfm_segments"])
            if bought
            else "no_orders",
            is_excluded=excluded is not None,
            exclusion_reason=excluded,
        )
        result.ledger += ledger
        result.history += history
        result.scores[person.id, model] = now
        needed = handover_rank(model_row, seeds)
        if needed is not None and now.label_rank >= needed and not excluded:
            result.mqls.append(mql_of(person, model, history, now, needed, as_of))


def mql_of(
    person: Person,
    model: str,
    history: list[HistoryRow],
    now: Score,
    needed: int,
    as_of: date,
) -> Mql:
    """Since when the label has held without a break, and when it would cool.

    Nobody qualifies before coming into being, though older events count.
    """
    qualified_on = person.contact.on
    past = [row for row in history if row.effective_on <= as_of]
    for row in reversed(past):
        if row.label_rank < needed:
            break
        qualified_on = row.effective_on
    cools_on = [
        row.effective_on
        for row in history
        if row.effective_on > as_of and row.label_rank < now.label_rank
    ]
    qualified_on = max(qualified_on, person.contact.on)
    return Mql(person.id, model, qualified_on, min(cools_on, default=None))
