"""The ledger: every change of points, dated, with its reason."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from . import behaviours as b
from . import fit_and_rfm as fr
from .labels import of_model
from .people import Person
from .result import LedgerRow
from .values import number, round_half_away


def changes(
    days: Iterable[date], points_on: Callable[[date], int]
) -> Iterator[tuple[date, int]]:
    """Days on which points differ from the day before, and by how much."""
    before = 0
    for day in sorted(set(days)):
        now = points_on(day)
        if now != before:
            yield day, now - before
        before = now


def moved(
    before: tuple[str | None, int], now: tuple[str | None, int]
) -> list[tuple[str | None, int]]:
    """What a new value of an attribute changes, by kind of points."""
    if None in (before[0], now[0]) or before[0] == now[0]:
        changed = [(now[0] or before[0], now[1] - before[1])]
    else:
        changed = [(before[0], -before[1]), now]
    return [(kind, points) for kind, points in changed if points]


def component_row(model: str, component: str, seeds: dict) -> dict:
    rows = of_model(seeds["score_components"], model)
    found = [row for row in rows if row["component"] == component]
    return found[0] if found else {"weight": None, "min": None, "max": None}


def weight_of(model: str, component: str, seeds: dict) -> Fraction:
    weight = number(component_row(model, component, seeds)["weight"])
    return Fraction(1) if weight is None else weight


def is_merger(person: Person, day: date, value_on: Callable[[Person, date], object]):
    """Whether what is known of a day differs from what was known until then, by rows
    that are older than the day."""
    before = day - timedelta(days=1)
    return day in person.merge_days and (
        value_on(person.on(day), before) != value_on(person.on(before), before)
    )


def behaviour_rows(person: Person, model: str, seeds: dict) -> Iterator[LedgerRow]:
    weight = weight_of(model, "behaviour", seeds)
    known: dict[tuple, tuple] = {}

    def known_of(someone: Person, rule: str) -> tuple:
        """Occurrences and active days, as known on a day."""
        span = sum(day <= someone.day for day in person.merge_days)
        if (rule, span) not in known:
            events = someone.events
            known[rule, span] = (
                b.occurrences_of(rule, events, seeds),
                b.active_days(events, seeds),
            )
        return known[rule, span]

    for price in of_model(seeds["point_grid"], model):
        rule, curve = price["behaviour"], b.curve_of(price, seeds)
        kind = b.kind_of(rule, seeds)

        def count_on(someone, day, curve=curve, rule=rule) -> Fraction:
            found, active = known_of(someone, rule)
            return b.weighted_count(found, curve, day, active)

        def points_on(day: date, price=price, count_on=count_on) -> int:
            return b.whole_points(count_on(person.on(day), day), price, weight)

        days = set(person.merge_days)
        for someone in person.knowledge():
            found, active = known_of(someone, rule)
            days |= b.days_of_change(found, curve, active)
        for day, points in changes(days, points_on):
            found, active = known_of(person.on(day), rule)
            reason = b.reason_on(found, day)
            if reason == "faded" and is_merger(person, day, count_on):
                reason = "merged"
            yield LedgerRow(
                person.id,
                model,
                "behaviour",
                rule,
                day,
                reason,
                len(b.standing(found, day)),
                b.weighted_count(found, curve, day, active),
                points,
                kind,
            )


def fit_rows(person: Person, model: str, seeds: dict, as_of: date):
    weight = weight_of(model, "fit", seeds)
    priced = of_model(seeds["fit_points"], model)
    created_on = person.contact.on
    born = fr.born_on(person.contact)
    for rule in sorted({row["attribute"] for row in priced}):
        rows = [row for row in priced if row["attribute"] == rule]

        def held_on(day: date, rule=rule, rows=rows) -> tuple[str | None, int]:
            value = fr.attribute_on(rule, person.on(day), seeds, day, as_of)
            kinds = [row.get("kind") for row in rows if fr.fits(value, row)]
            return (*kinds, None)[0], fr.fit_points(value, rows, weight)

        changed = {
            change.on
            for someone in person.knowledge()
            for change in fr.history_of(rule, someone)
        }
        later = changed | set(person.merge_days)
        days = [created_on, *(day for day in later if created_on < day <= as_of)]
        if rule == "age" and born:
            days += fr.birthdays(born, created_on, rows)
        before: tuple[str | None, int] = (None, 0)
        for day in sorted(set(days)):
            reason = "earned" if day == created_on else "rerolled"
            told = fr.history_of(rule, person.on(day))
            has_own_row = any(change.on == day for change in told)
            is_birthday = rule == "age" and born
            if reason == "rerolled" and not has_own_row and not is_birthday:
                reason = "merged"
            now = held_on(day)
            for kind, points in moved(before, now):
                yield LedgerRow(
                    person.id, model, "fit", rule, day, reason, None, None, points, kind
                )
            before = now


def rfm_rows(person: Person, model: str, seeds: dict) -> Iterator[LedgerRow]:
    weight = weight_of(model, "rfm", seeds)
    statuses = seeds["order_statuses"]
    known = {p.day: fr.bookings(p.orders, statuses) for p in person.knowledge()}

    def booked(someone: Person) -> list[fr.Booking]:
        return known[max(day for day in known if day <= someone.day)]

    for rule in fr.MEASURES:
        bands = [r for r in of_model(seeds["rfm_bands"], model) if r["measure"] == rule]

        def value_on(someone, day, rule=rule, bands=bands) -> int:
            measured = fr.measure_on(rule, booked(someone), day)
            return fr.rfm_points(measured, bands, weight)

        def points_on(day: date, value_on=value_on) -> int:
            return value_on(person.on(day), day)

        days = set(person.merge_days)
        for found in known.values():
            days |= fr.days_of_rfm_change(rule, found, bands)
        for day, points in changes(days, points_on):
            own = booked(person.on(day))
            fresh = [x for x in own if x.is_purchase or rule != "recency_days"]
            reason = "earned" if any(x.on == day for x in fresh) else "faded"
            if reason == "faded" and is_merger(person, day, value_on):
                reason = "merged"
            yield LedgerRow(
                person.id,
                model,
                "rfm",
                rule,
                day,
                reason,
                None,
                None,
                points,
                "implicit",
            )


def bound_rows(person: Person, model: str, component: str, rows: list, seeds: dict):
    """What holds the sum of the rows within the min and max of the component."""
    limits = component_row(model, component, seeds)
    low, high = number(limits["min"]), number(limits["max"])

    def correction_on(day: date) -> int:
        free = held = sum(row.points for row in rows if row.effective_on <= day)
        held = held if high is None else min(held, round_half_away(high))
        held = held if low is None else max(held, round_half_away(low))
        return held - free

    days = {person.contact.on} | {row.effective_on for row in rows}
    for day, points in changes(days, correction_on):
        yield LedgerRow(
            person.id,
            model,
            component,
            "bound",
            day,
            "bounded",
            None,
            None,
            points,
            "bound",
        )


def ledger_of(person: Person, model: str, seeds: dict, as_of: date) -> list[LedgerRow]:
    """Every change of the points of a contact in a model."""
    ledger: list[LedgerRow] = []
    for component, rows in (
        ("behaviour", list(behaviour_rows(person, model, seeds))),
        ("fit", list(fit_rows(person, model, seeds, as_of))),
        ("rfm", list(rfm_rows(person, model, seeds))),
    ):
        ledger += rows + list(bound_rows(person, model, component, rows, seeds))
    return ledger + list(bound_rows(person, model, "total", ledger, seeds))
