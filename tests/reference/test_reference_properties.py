"""What must hold of the reference on any company."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from raw_rows import (
    HAPPENED_AT,
    RUN_AT,
    as_of_days,
    companies,
    edited_seeds,
    read_seeds,
)

from . import behaviours as b
from .ledger import weight_of
from .raw_tables import accept
from .scoring import score
from .values import moment

SHIPPED = read_seeds(Path(__file__).parents[2] / "seeds")
FEW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@FEW
@given(companies(), edited_seeds(SHIPPED), as_of_days())
def test_the_ledger_adds_up_to_every_score(raw, seeds, as_of):
    result = score(raw, seeds, as_of, RUN_AT, "b2b")
    sums: Counter = Counter()
    for row in result.ledger:
        if row.effective_on <= result.as_of:
            sums[row.contact_id, row.scoring_model] += row.points
    for key, found in result.scores.items():
        assert found.total_points == sums[key]


@FEW
@given(companies(), edited_seeds(SHIPPED))
def test_walking_every_single_day_finds_no_other_points(raw, seeds):
    raw = {**raw, "contact_aliases": []}
    result = score(raw, seeds, None, RUN_AT, "b2b")
    accepted, _, _ = accept(raw, RUN_AT, seeds["ignored_events"])
    booked: dict = {}
    for row in result.ledger:
        key = (row.contact_id, row.scoring_model, row.rule)
        booked.setdefault(key, {})[row.effective_on] = row.points
    prices = {(p["scoring_model"], p["behaviour"]): p for p in seeds["point_grid"]}
    for (who, model, rule), changes in booked.items():
        if (model, rule) not in prices:
            continue
        price = prices[model, rule]
        events = [event for event in accepted["events"] if event.contact_id == who]
        found = b.occurrences_of(rule, events, seeds)
        curve, weight = b.curve_of(price, seeds), weight_of(model, "behaviour", seeds)
        active = b.active_days(events, seeds)
        days = sorted(b.days_of_change(found, [], active))
        before, day = 0, days[0] - timedelta(days=1)
        last = max([days[-1], *active])
        while day < last + timedelta(days=200):
            x = b.weighted_count(found, curve, day, active)
            now = b.whole_points(x, price, weight)
            assert changes.get(day, 0) == now - before
            before, day = now, day + timedelta(days=1)


@FEW
@given(companies(), as_of_days(), st.randoms(use_true_random=False))
def test_order_and_repetition_of_rows_change_nothing(raw, as_of, random):
    twice = {table: rows + rows for table, rows in raw.items()}
    for rows in twice.values():
        random.shuffle(rows)
    once = score(raw, SHIPPED, as_of, RUN_AT, "b2c")
    again = score(twice, SHIPPED, as_of, RUN_AT, "b2c")
    assert again.scores == once.scores
    assert Counter(again.ledger) == Counter(once.ledger)
    assert Counter(again.history) == Counter(once.history)
    assert Counter(again.mqls) == Counter(once.mqls)


@FEW
@given(companies(), st.integers(0, 420))
def test_events_and_orders_after_a_day_change_nothing_as_of_that_day(raw, days):
    as_of = RUN_AT.date() - timedelta(days=days)

    def is_known_by_then(row: dict, column: str) -> bool:
        at = moment(row[column])
        return at is None or at.date() <= as_of

    earlier = {
        table: [row for row in raw[table] if is_known_by_then(row, HAPPENED_AT[table])]
        for table in ("events", "orders")
    }
    then = score(raw | earlier, SHIPPED, as_of, RUN_AT, "b2b")
    now = score(raw, SHIPPED, as_of, RUN_AT, "b2b")
    assert (now.scores, now.ledger, now.mqls) == (then.scores, then.ledger, then.mqls)


@FEW
@given(companies())
def test_every_row_is_accepted_or_rejected_and_every_event_matched_or_not(raw):
    audit = score(raw, SHIPPED, None, RUN_AT, "b2b").audit
    counts: Counter = Counter()
    for (table, outcome, _), count in audit.items():
        counts[table, outcome] += count
    for table, rows in raw.items():
        judged = [
            counts[table, name]
            for name in ("accepted", "rejected", "anonymous", "superseded")
        ]
        assert sum(judged) == len(rows)
    matched = counts["events", "matched"] + counts["events", "unmatched"]
    assert matched == counts["events", "accepted"]
