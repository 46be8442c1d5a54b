"""The SQL and an independent program agree to the point on every contact."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta

from compiled_project import PROJECT
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from raw_rows import RUN_AT, as_of_days, as_written, companies, edited_seeds, read_seeds
from reference.scoring import score
from reference.values import moment

SEEDS = read_seeds(PROJECT / "seeds")
LEDGER = (
    "contact_id",
    "scoring_model",
    "component",
    "rule",
    "kind",
    "effective_on",
    "reason",
    "occurrences",
    "weighted_count",
    "points",
)
POINTS = ("behaviour_points", "fit_points", "rfm_points", "total_points")
KINDS = ("explicit", "implicit", "negative", "bound")
STANDING = (*POINTS, "label", "label_rank")
SCORE = (*STANDING, "r_score", "f_score", "m_score", "rfm_segment", "is_excluded")
HISTORY = ("contact_id", "scoring_model", "effective_on", *STANDING)
MQL = ("contact_id", "scoring_model", "qualified_on", "cools_on")
slowly = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Shrinking a company takes minutes, and the same one comes again anyway.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


def picked(rows, names):
    """The named columns of rows, whatever the rows are, as a multiset."""
    if rows and not isinstance(rows[0], dict):
        rows = [vars(row) for row in rows]
    return Counter(tuple(row[name] for name in names) for row in rows)


def key(row):
    return row["contact_id"], row["scoring_model"]


def built(project, raw, seeds=SEEDS, as_of=None, **settings):
    return project.build(raw, seeds, as_of, RUN_AT, **settings)


@slowly
@given(raw=companies(), seeds=st.one_of(st.just(SEEDS), edited_seeds(SEEDS)))
def test_sql_and_reference_agree_on_every_number(project, raw, seeds):
    agree(project, raw, seeds, None)


@slowly
@given(raw=companies(), as_of=as_of_days())
def test_sql_and_reference_agree_as_of_any_day(project, raw, as_of):
    agree(project, raw, SEEDS, as_of)


@slowly
@given(raw=companies(), zone=st.sampled_from(["America/New_York", "Asia/Kolkata"]))
def test_sql_and_reference_agree_on_the_days_of_any_zone(project, raw, zone):
    seeds = {**SEEDS, "behaviours": [dict(row) for row in SEEDS["behaviours"]]}
    for row in seeds["behaviours"]:
        row["count_by"] = "day"
    for row in seeds["behaviours"]:
        if row["behaviour"] == "pricing_page_visit":
            row["reset_by"] = "email_open"
    agree(project, raw, seeds, None, day_zone=zone)


@slowly
@given(raw=companies(), as_of=as_of_days())
def test_sql_and_reference_agree_on_whom_a_shared_device_belongs_to_at_each_time(
    project, raw, as_of
):
    agree(project, raw, SEEDS, as_of, identity="by_time")


def agree(project, raw, seeds, as_of, **settings):
    ours = built(project, raw, seeds, as_of, **settings)
    theirs = score(as_written(raw), seeds, as_of, RUN_AT, "b2c", **settings)
    assert picked(ours["score_ledger"], LEDGER) == picked(theirs.ledger, LEDGER)
    assert picked(ours["score_history"], HISTORY) == picked(theirs.history, HISTORY)
    assert picked(ours["mqls"], MQL) == picked(theirs.mqls, MQL)
    scores = {key(row): row for row in ours["lead_scores"]}
    by_kind: dict[tuple, Counter] = defaultdict(Counter)
    for row in theirs.ledger:
        if row.effective_on <= theirs.as_of:
            by_kind[row.contact_id, row.scoring_model][row.kind] += row.points
    assert scores.keys() == theirs.scores.keys()
    for who, expected in theirs.scores.items():
        got = scores[who]
        assert {n: got[n] for n in SCORE} == {n: getattr(expected, n) for n in SCORE}
        assert got["exclusion_reason"] == expected.exclusion_reason
        points = Counter({kind: got[f"{kind}_points"] for kind in KINDS})
        assert +points == +by_kind[who]
        assert -points == -by_kind[who]
        share = expected.profile_completeness
        assert abs(float(got["profile_completeness"]) - float(share)) < 0.0001
    audit = Counter()
    for row in ours["raw_row_audit"]:
        is_told = row["outcome"] in ("rejected", "superseded", "ignored")
        reason = row["reason"] if is_told else None
        audit[row["table_name"], row["outcome"], reason] += row["row_count"]
    assert audit == +theirs.audit


@slowly
@given(
    raw=companies(is_merging=True),
    as_of=as_of_days(),
    identity=st.sampled_from(["last", "by_time"]),
)
def test_sql_and_reference_agree_on_whose_a_row_is_on_each_day(
    project, raw, as_of, identity
):
    agree(project, raw, SEEDS, as_of, identity=identity)


@slowly
@given(
    raw=companies(is_merging=True),
    as_of=as_of_days().filter(bool),
    identity=st.sampled_from(["last", "by_time"]),
)
def test_a_merger_after_a_day_never_changes_the_scores_of_that_day(
    project, raw, as_of, identity
):
    def is_known_by_then(row):
        at = moment(row["merged_at"])
        return at is None or at.date() <= as_of

    known = [row for row in raw["contact_aliases"] if is_known_by_then(row)]
    earlier = built(
        project, {**raw, "contact_aliases": known}, as_of=as_of, identity=identity
    )
    now = built(project, raw, as_of=as_of, identity=identity)
    del earlier["raw_row_audit"], now["raw_row_audit"]
    assert_same(earlier, now)


VISIT = {"event_type": "page_viewed", "page": "/pricing"}


def shared_device(identity, as_of=None):
    """A device that visits a page of ours twice: it is Ann's, and later Bob's."""
    people = [("ann", "2025-01-01"), ("bob", "2025-01-01"), ("device", "2025-03-01")]
    merges = [("ann", "2025-04-03 10:00"), ("bob", "2025-05-04 10:00")]
    visits = ["2025-03-02", "2025-04-09", "2025-06-01"]
    left = {"event_type": "unsubscribed_all", "occurred_at": "2025-03-03"}
    events = [{**VISIT, "occurred_at": at} for at in visits] + [left]
    return {
        "raw": {
            "contacts": [
                {"contact_id": who, "created_at": at, "audience": "b2b"}
                for who, at in people
            ],
            "events": [
                {"event_id": f"e{n}", "contact_id": "device", **row}
                for n, row in enumerate(events)
            ],
            "contact_aliases": [
                {"alias_id": "device", "contact_id": who, "merged_at": at}
                for who, at in merges
            ],
        },
        "as_of": as_of and date.fromisoformat(as_of),
        "identity": identity,
    }


def visits_booked(tables, who):
    return [
        (str(row["effective_on"]), row["reason"], row["points"])
        for row in sorted(tables["score_ledger"], key=lambda r: r["effective_on"])
        if row["rule"] == "main_page_visit" and row["contact_id"] == who
    ]


def test_the_last_identification_takes_the_rows_from_the_former_person(project):
    tables = built(project, **shared_device("last"))
    assert visits_booked(tables, "ann") == [
        ("2025-04-03", "merged", 500),
        ("2025-04-09", "earned", 500),
        ("2025-05-04", "merged", -1000),
    ]
    assert visits_booked(tables, "bob") == [("2025-05-04", "merged", 1000)]
    excluded = {
        row["contact_id"]: row["exclusion_reason"] for row in tables["lead_scores"]
    }
    # The opt-out protects everybody the device was.
    assert excluded == {"ann": "opted_out", "bob": "opted_out"}


def test_by_time_each_row_stays_with_whom_the_device_was_then(project):
    tables = built(project, **shared_device("by_time"))
    assert visits_booked(tables, "ann") == [
        ("2025-04-03", "merged", 500),
        ("2025-04-09", "earned", 500),
    ]
    assert visits_booked(tables, "bob") == [("2025-06-01", "earned", 500)]
    excluded = {
        row["contact_id"]: row["exclusion_reason"] for row in tables["lead_scores"]
    }
    assert excluded == {"ann": "opted_out", "bob": "opted_out"}


def test_before_its_merger_is_known_an_alias_is_a_contact_of_its_own(project):
    tables = built(project, **shared_device("last", "2025-04-02"))
    assert {row["contact_id"] for row in tables["lead_scores"]} == {
        "ann",
        "bob",
        "device",
    }
    assert visits_booked(tables, "device") == [("2025-03-02", "earned", 500)]
    assert not visits_booked(tables, "ann")
    reasons = {row["reason"] for row in tables["raw_row_audit"]}
    assert "merged_contact" not in reasons


@slowly
@given(
    raw=st.one_of(companies(), companies(is_merging=True)),
    order=st.randoms(use_true_random=False),
)
def test_rows_in_any_order_change_nothing_and_twice_no_score(project, raw, order):
    shuffled = {name: order.sample(rows, len(rows)) for name, rows in raw.items()}
    doubled = {name: rows + rows for name, rows in raw.items()}
    once, otherwise = built(project, raw), built(project, shuffled)
    assert_same(once, otherwise)
    twice = built(project, doubled)
    del once["raw_row_audit"], twice["raw_row_audit"]
    assert_same(once, twice)


def assert_same(left, right):
    for name, rows in left.items():
        names = list(rows[0]) if rows else []
        assert picked(rows, names) == picked(right[name], names), name


@slowly
@given(raw=companies(), later=companies(), as_of=as_of_days().filter(bool))
def test_events_and_orders_after_a_day_never_change_the_scores_of_that_day(
    project, raw, later, as_of
):
    def moved(row, at):
        moment = as_of + timedelta(days=1 + len(row[at] or "") % 9)
        return {**row, at: f"{min(moment, RUN_AT.date())} 10:00:00"}

    if as_of >= RUN_AT.date():
        return
    extra = {**raw}
    for name, own, at in [
        ("events", "event_id", "occurred_at"),
        ("orders", "order_id", "ordered_at"),
    ]:
        rows = [moved(row, at) for row in later[name]]
        renamed = [{**row, own: f"later {row[own]}"} for row in rows if row[own]]
        extra[name] = raw[name] + renamed
    before, after = built(project, raw, as_of=as_of), built(project, extra, as_of=as_of)
    del before["raw_row_audit"], after["raw_row_audit"]
    assert_same(before, after)


@slowly
@given(raw=companies(), pick=st.integers(0, 10_000), points=st.integers(1, 40))
def test_an_edited_cell_changes_only_the_points_that_depend_on_it(
    project, raw, pick, points
):
    seeds = {name: [dict(row) for row in rows] for name, rows in SEEDS.items()}
    priced = [row for row in seeds["point_grid"] if row["from_1"]]
    edited = priced[pick % len(priced)]
    sign = -1 if int(edited["from_1"]) < 0 else 1
    edited.update(from_1=str(sign * points), from_2=None, max=None)
    touched = (edited["scoring_model"], edited["behaviour"])

    def untouched(tables):
        rules = [row for row in tables["score_ledger"] if row["rule"] != "bound"]
        return picked(
            [r for r in rules if (r["scoring_model"], r["rule"]) != touched], LEDGER
        )

    before, after = built(project, raw), built(project, raw, seeds)
    assert untouched(before) == untouched(after)
    others = [
        picked([r for r in t["lead_scores"] if r["scoring_model"] != touched[0]], SCORE)
        for t in (before, after)
    ]
    assert others[0] == others[1]


@slowly
@given(raw=companies())
def test_a_contact_without_any_event_or_order_is_scored_all_the_same(project, raw):
    quiet = {**raw, "events": [], "orders": []}
    scored = {key(row) for row in built(project, quiet)["lead_scores"]}
    theirs = score(as_written(quiet), SEEDS, None, RUN_AT, "b2c")
    assert scored == theirs.scores.keys()


def test_two_builds_of_the_same_rows_are_equal_to_the_letter(project):
    order = random.Random(7)
    contacts = [
        {"contact_id": f"c{n}", "created_at": "2025-01-01", "audience": "b2c"}
        for n in range(40)
    ]
    events = [
        {
            "event_id": f"e{n}",
            "contact_id": f"c{order.randrange(40)}",
            "event_type": order.choice(["email_opened", "quote_requested"]),
            "occurred_at": f"2025-0{order.randint(1, 9)}-11",
        }
        for n in range(300)
    ]
    raw = {"contacts": contacts, "events": events}
    first, second = built(project, raw), built(project, raw)
    assert_same(first, second)
    assert first["mqls"]
