"""Past scores are judged by what came after, and by nothing known only then."""

from collections import defaultdict
from datetime import timedelta
from math import exp, log, sqrt

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from proof_rows import AS_OF, CUT, HORIZON, SEEDS, company, known_by
from raw_rows import RUN_AT, companies

Z = 1.96
PROOF = ("rpt_backtest", "rpt_backtest_days", "int_observations", "int_cut_days")
EVIDENCE = (*PROOF, "int_observed_rules", "rpt_rule_evidence", "int_rules")
FAST = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


def judge(project, raw, wanted=PROOF, seeds=SEEDS):
    return project.build(raw, seeds, AS_OF, RUN_AT, wanted)


def of_cut(built, cut, contenders=("rules_without_undated_fit", "rfm")):
    """The rows of one cut, without what is known of later ones only."""
    return sorted(
        repr(list(row.items()))
        for row in built["rpt_backtest"]
        if row["cut_on"] == cut and row["contender"] in contenders
    )


# --- the figures, computed again -----------------------------------------------


@pytest.fixture(scope="module")
def built(project):
    return judge(project, company(), EVIDENCE)


def auc_by_pairs(scores):
    """Area and its variance, from every pair, as DeLong wrote it down."""
    ones = [score for score, converted in scores if converted]
    zeros = [score for score, converted in scores if not converted]

    def win(one, zero):
        return 1.0 if one > zero else 0.5 if one == zero else 0.0

    v10 = [sum(win(one, zero) for zero in zeros) / len(zeros) for one in ones]
    v01 = [sum(win(one, zero) for one in ones) / len(ones) for zero in zeros]
    area = sum(v10) / len(v10)
    s10 = sum((value - area) ** 2 for value in v10) / (len(ones) - 1)
    s01 = sum((value - area) ** 2 for value in v01) / (len(zeros) - 1)
    return area, s10 / len(ones) + s01 / len(zeros)


POINTS = {
    "rules": "total_points",
    "rules_without_undated_fit": "dated_total_points",
    "rfm": "rfm_sum",
}


@pytest.mark.parametrize("contender", POINTS)
def test_the_area_and_its_interval_are_those_of_all_pairs(built, contender):
    rows = [
        row
        for row in built["rpt_backtest"]
        if row["scoring_model"] == "campaign"
        and row["group_kind"] == "all"
        and row["contender"] == contender
    ]
    assert len(rows) == 9
    for row in rows:
        scores = [
            (each[POINTS[contender]], each["has_converted"])
            for each in built["int_observations"]
            if each["cut_on"] == row["cut_on"] and each["standing"] == "judged"
        ]
        area, variance = auc_by_pairs(scores)
        assert float(row["auc"]) == pytest.approx(area, abs=1e-4)
        low, high = area - Z * sqrt(variance), area + Z * sqrt(variance)
        assert float(row["auc_low"]) == pytest.approx(max(0, low), abs=1e-4)
        assert float(row["auc_high"]) == pytest.approx(min(1, high), abs=1e-4)


def wilson(part, whole):
    share, over = part / whole, 1 + Z * Z / whole
    middle = share + Z * Z / (2 * whole)
    reach = Z * sqrt(share * (1 - share) / whole + Z * Z / (4 * whole**2))
    return (middle - reach) / over, (middle + reach) / over


def test_rates_have_wilsons_intervals(built):
    rows = [row for row in built["rpt_backtest"] if row["conversion_rate_low"]]
    assert len(rows) > 50
    for row in rows:
        low, high = wilson(row["converted"], row["contacts"])
        assert float(row["conversion_rate_low"]) == pytest.approx(low, abs=1e-6)
        assert float(row["conversion_rate_high"]) == pytest.approx(high, abs=1e-6)


def strata_of(rule, rules, observations, points):
    """For each tenth of the points of other rules: [with, converted] twice."""
    bands = {key for key, each in rules.items() if each["rule"] == rule["rule"]}
    rests = []
    for who, converted in observations.items():
        had = points[who]
        rest = sum(value for key, value in had.items() if key not in bands)
        rests.append((rest, rule["rule_key"] in had, converted))
    strata = defaultdict(lambda: [[0, 0], [0, 0]])
    for rest, has_it, converted in rests:
        below = sum(1 for each in rests if each[0] < rest)
        tenth = max(1, -(-10 * below // (len(rests) - 1)))
        strata[tenth][not has_it][0] += 1
        strata[tenth][not has_it][1] += converted
    return strata.values()


def test_marginal_lifts_are_those_of_mantel_and_haenszel(built):
    cuts = {
        (row["model_key"], row["cut_on"])
        for row in built["int_cut_days"]
        if row["is_evidence_cut"]
    }
    rules = {
        row["rule_key"]: row
        for row in built["int_rules"]
        if row["scoring_model"] == "campaign" and row["kind"] != "bound"
    }
    (model_key,) = {row["model_key"] for row in rules.values()}
    observations = {
        (row["contact_key"], row["cut_on"]): row["has_converted"]
        for row in built["int_observations"]
        if row["model_key"] == model_key and (model_key, row["cut_on"]) in cuts
    }
    points = defaultdict(dict)
    for row in built["int_observed_rules"]:
        points[row["contact_key"], row["cut_on"]][row["rule_key"]] = row["points"]
    evidence = {
        (row["rule"], row["band"]): row
        for row in built["rpt_rule_evidence"]
        if row["scoring_model"] == "campaign" and row["marginal_lift_low"]
    }
    assert len(evidence) > 8
    for rule in rules.values():
        found = evidence.get((rule["rule"], rule["band"]))
        if not found:
            continue
        above = below = spread = 0.0
        for (n1, a), (n0, c) in strata_of(rule, rules, observations, points):
            n = n1 + n0
            above += a * n0 / n
            below += c * n1 / n
            spread += (n1 * n0 * (a + c) - a * c * n) / n**2
        lift, error = above / below, sqrt(spread / (above * below))
        assert float(found["marginal_lift"]) == pytest.approx(lift, abs=1e-4)
        for end, sign in [("low", -1), ("high", 1)]:
            bound = exp(log(lift) + sign * Z * error)
            figure = float(found[f"marginal_lift_{end}"])
            assert figure == pytest.approx(bound, rel=1e-3)


# --- nothing leaks -------------------------------------------------------------

CONTACTS = [
    {"contact_id": f"c{n}", "created_at": "2025-02-01", "audience": "b2c"}
    for n in range(1, 9)
]
EVENTS = [
    {
        "event_id": f"e{n}",
        "contact_id": f"c{n}",
        "event_type": "email_opened",
        "occurred_at": "2025-08-20",
    }
    for n in (1, 4)
]
ORDERS = [
    {
        "order_id": f"o{n}",
        "contact_id": f"c{n}",
        "ordered_at": "2025-09-10",
        "amount": "50",
    }
    for n in (1, 2, 3)
]
HONEST = {"contacts": CONTACTS, "events": EVENTS, "orders": ORDERS}


def test_the_invented_company_is_judged_on_the_cut(project):
    built = judge(project, HONEST)
    (day,) = [
        row
        for row in built["rpt_backtest_days"]
        if row["cut_on"] == CUT and row["scoring_model"] == "campaign"
    ]
    assert (day["judged"], day["converted"]) == (8, 3)


def test_what_is_written_or_done_after_the_cut_moves_nothing(project):
    changes = [
        {
            "contact_id": order["contact_id"],
            "attribute": "sector",
            "value": "technology",
            "valid_from": "2025-09-10",
        }
        for order in ORDERS
    ]
    deeds = [
        {
            "event_id": f"leak{order['contact_id']}{deed}",
            "contact_id": order["contact_id"],
            "event_type": deed,
            "occurred_at": "2025-09-02",
        }
        for order in ORDERS
        for deed in ("quote_requested", "webinar_attended")
    ]
    leaking = {**HONEST, "contact_changes": changes, "events": EVENTS + deeds}
    everybody = ("rules", "rules_without_undated_fit", "rfm")
    honest = of_cut(judge(project, HONEST), CUT, everybody)
    assert honest == of_cut(judge(project, leaking), CUT, everybody)
    # They would have shown, had they been known: the test can fail.
    known = [{**deed, "occurred_at": "2025-09-01"} for deed in deeds]
    early = {**HONEST, "events": EVENTS + known}
    assert honest != of_cut(judge(project, early), CUT, everybody)


def test_a_field_without_a_date_moves_only_the_rules_that_say_so(project):
    buyers = {order["contact_id"] for order in ORDERS}
    filled = [
        {**row, "Sector": "technology" if row["contact_id"] in buyers else None}
        for row in CONTACTS
    ]
    before = judge(project, HONEST)
    after = judge(project, {**HONEST, "contacts": filled})
    for contender, moves in [
        ("rules", True),
        ("rules_without_undated_fit", False),
        ("rfm", False),
    ]:
        rows = [of_cut(each, CUT, (contender,)) for each in (before, after)]
        assert rows[0]
        assert (rows[0] != rows[1]) == moves, contender
    (day,) = [
        row
        for row in after["rpt_backtest_days"]
        if row["cut_on"] == CUT and row["scoring_model"] == "campaign"
    ]
    assert float(day["undated_fit_share"]) == pytest.approx(3 / 8)


def test_a_dated_field_counts_from_its_day(project):
    change = {"contact_id": "c1", "attribute": "sector", "value": "technology"}
    before, after = (
        judge(
            project, {**HONEST, "contact_changes": [{**change, "valid_from": written}]}
        )
        for written in ("2025-09-01", "2025-09-02")
    )
    assert of_cut(before, CUT) != of_cut(after, CUT)


@FAST
@given(raw=companies(max_contacts=8, max_events=30))
def test_rows_after_the_horizon_change_nothing_in_the_cut(project, raw):
    built = judge(project, raw)
    ends_on = CUT + timedelta(days=HORIZON)
    rows = of_cut(built, CUT)
    assume(rows)
    assert rows == of_cut(judge(project, known_by(raw, ends_on)), CUT)


@FAST
@given(raw=companies(max_contacts=8, max_events=30))
def test_what_is_no_outcome_may_change_after_the_cut(project, raw):
    rows = of_cut(judge(project, raw), CUT)
    assume(rows)
    tables = ("events", "contact_changes", "sales_touches")
    assert rows == of_cut(judge(project, known_by(raw, CUT, tables)), CUT)


# --- seeds of the proof ----------------------------------------------------------

BAD_SEEDS = {
    "outcome": ("outcomes", {"outcome": "likes"}, "is none of"),
    "population": ("outcomes", {"population": "friends"}, "is none of"),
    "repeats": ("outcomes", {"repeats": "often"}, "is none of"),
    "horizon_days": ("outcomes", {"horizon_days": "0"}, "is below 1"),
    "scoring_model": ("outcomes", {"scoring_model": "rest"}, "is not in"),
    "value": ("proof_levels", {"value": "0"}, "is not above 0"),
    "level": ("proof_levels", {"level": "luck"}, "has no row for confidence_z"),
}


@pytest.mark.parametrize("cell", BAD_SEEDS)
def test_a_cell_that_cannot_be_judged_by_is_named(project, cell):
    seed, typed, problem = BAD_SEEDS[cell]
    rows = [{**row, **(typed if not n else {})} for n, row in enumerate(SEEDS[seed])]
    seeds = {**SEEDS, seed: rows}
    errors = judge(project, HONEST, ("seed_errors",), seeds)["seed_errors"]
    blamed = [row for row in errors if row["cell"] == cell]
    assert any(problem in row["problem"] for row in blamed), errors
    assert {row["file_name"] for row in errors} == {f"{seed}.csv"}
