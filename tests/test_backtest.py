"""Past scores are judged by what came after, and by nothing known only then."""

from collections import defaultdict
from datetime import timedelta
from math import exp, log, sqrt

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from proof_rows import AS_OF, CUT, HORIZON, SEEDS, company, known_by
from raw_rows import RUN_AT, companies

Z = 1.96
PROOF = ("rpt_backtest", "rpt_backtest_days", "int_observations", "int_snapshots")
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
            if each["snapshot_on"] == row["cut_on"] and each["status"] == "evaluated"
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


@pytest.mark.parametrize("contender", POINTS)
def test_the_top_tenth_is_what_one_may_expect_of_a_tenth(built, contender):
    for row in built["rpt_backtest"]:
        if row["group_kind"] != "all" or row["contender"] != contender:
            continue
        scores = [
            (each[POINTS[contender]], each["has_converted"])
            for each in built["int_observations"]
            if (each["model_key"], each["snapshot_on"]) == of_model(built, row)
            and each["status"] == "evaluated"
        ]
        if not row["converted"]:
            assert row["top_tenth_lift"] is None
            continue
        left, hoped = len(scores) / 10, 0.0
        for score in sorted({score for score, _ in scores}, reverse=True):
            tied = [converted for each, converted in scores if each == score]
            hoped += min(left, len(tied)) * sum(tied) / len(tied)
            left -= min(left, len(tied))
        lift = hoped / (len(scores) / 10) / (row["converted"] / len(scores))
        assert float(row["top_tenth_lift"]) == pytest.approx(lift, abs=1e-4)


def of_model(built, row):
    """The key of a row's model, and its cut."""
    (model_key,) = {
        each["model_key"]
        for each in built["int_rules"]
        if each["scoring_model"] == row["scoring_model"]
    }
    return model_key, row["cut_on"]


def strata_of(rule, rules, observations, points, tenths):
    """For each cut and tenth of the other points: [with, converted] twice."""
    bands = {key for key, each in rules.items() if each["rule"] == rule["rule"]}
    rests = defaultdict(list)
    for (who, cut), converted in observations.items():
        had = points[who, cut]
        rest = sum(value for key, value in had.items() if key not in bands)
        rests[cut].append((rest, rule["rule_key"] in had, converted))
    strata = defaultdict(lambda: [[0, 0], [0, 0]])
    for cut, cases in rests.items():
        for rest, has_it, converted in cases:
            below = sum(1 for each in cases if each[0] < rest)
            tenth = max(1, -(-tenths * below // (len(cases) - 1)))
            strata[cut, tenth][not has_it][0] += 1
            strata[cut, tenth][not has_it][1] += converted
    return strata.values()


def mantel_haenszel(strata):
    """The ratio the strata have in common, and the error of its logarithm."""
    above = below = spread = 0.0
    for (n1, a), (n0, c) in strata:
        n = n1 + n0
        above += a * n0 / n
        below += c * n1 / n
        spread += (n1 * n0 * (a + c) - a * c * n) / n**2
    return above / below, sqrt(spread / (above * below))


@pytest.mark.parametrize(("name", "tenths"), [("marginal_lift", 10), ("lift", 1)])
def test_lifts_are_those_of_mantel_and_haenszel(built, name, tenths):
    cuts = {
        (row["model_key"], row["snapshot_on"])
        for row in built["int_snapshots"]
        if row["is_evidence"]
    }
    rules = {
        row["rule_key"]: row
        for row in built["int_rules"]
        if row["scoring_model"] == "campaign" and row["kind"] != "bound"
    }
    (model_key,) = {row["model_key"] for row in rules.values()}
    observations = {
        (row["contact_key"], row["snapshot_on"]): row["has_converted"]
        for row in built["int_observations"]
        if row["model_key"] == model_key and (model_key, row["snapshot_on"]) in cuts
    }
    points = defaultdict(dict)
    for row in built["int_observed_rules"]:
        points[row["contact_key"], row["snapshot_on"]][row["rule_key"]] = row["points"]
    evidence = {
        (row["rule"], row["band"]): row
        for row in built["rpt_rule_evidence"]
        if row["scoring_model"] == "campaign" and row[f"{name}_low"]
        if row["converted_with"] and row["converted_without"]
    }
    assert len(evidence) > 8
    people = len({who for who, _ in observations})
    for rule in rules.values():
        found = evidence.get((rule["rule"], rule["band"]))
        if not found:
            continue
        strata = strata_of(rule, rules, observations, points, tenths)
        lift, error = mantel_haenszel(strata)
        assert float(found[name]) == pytest.approx(lift, abs=1e-4)
        # All cases of one contact are one witness.
        error *= sqrt(len(observations) / people)
        for end, sign in [("low", -1), ("high", 1)]:
            bound = exp(log(lift) + sign * Z * error)
            assert float(found[f"{name}_{end}"]) == pytest.approx(bound, rel=1e-3)


def test_people_are_counted_once_however_often_they_are_judged(built):
    rules = {
        (row["scoring_model"], row["rule"], row["band"]): row["rule_key"]
        for row in built["int_rules"]
    }
    cases = defaultdict(list)
    for row in built["int_observed_rules"]:
        cases[row["rule_key"]].append(row["contact_key"])
    assert any(len(each) > len(set(each)) for each in cases.values())
    for row in built["rpt_rule_evidence"]:
        had = cases[rules[row["scoring_model"], row["rule"], row["band"]]]
        assert row["cases_with"] == len(had)
        assert row["contacts_with"] == len(set(had))


def season():
    """Nobody opens mail in vain or for gain: all buy less in November, and most
    in December, when many more have opened one."""
    people = [f"c{number}" for number in range(100)]
    early, late, never = people[:25], people[25:75], people[75:]
    opened = [(who, "2025-10-20") for who in early]
    opened += [(who, "2025-11-20") for who in late]
    before = [who for each in (early, late, never) for who in each[: len(each) // 5]]
    again = [who for each in (early, late, never) for who in each if ends(who, each)]
    bought = [(who, "2025-11-10") for who in before]
    bought += [(who, "2025-12-10") for who in again]
    return {
        "contacts": [
            {"contact_id": who, "created_at": "2025-10-15", "audience": "b2c"}
            for who in people
        ],
        "events": [
            {
                "event_id": f"e{who}",
                "contact_id": who,
                "event_type": "email_opened",
                "occurred_at": day,
            }
            for who, day in opened
        ],
        "orders": [
            {
                "order_id": f"o{who}{day}",
                "contact_id": who,
                "ordered_at": day,
                "amount": "50",
            }
            for who, day in bought
        ],
    }


def ends(who, group):
    """Four in five, among those who bought before and among the others."""
    return group.index(who) % 5 != 4


def test_a_busy_season_is_no_merit_of_a_rule(project):
    built = judge(project, season(), ("rpt_rule_evidence", "int_snapshots"))
    (row,) = [
        row
        for row in built["rpt_rule_evidence"]
        if (row["scoring_model"], row["rule"]) == ("campaign", "email_open")
    ]
    assert (row["contacts_with"], row["cases_with"]) == (75, 100)
    assert row["rate_with"] > row["rate_without"]
    assert (float(row["lift"]), float(row["marginal_lift"])) == (1, 1)
    assert row["verdict"] == "no_difference"


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


def test_a_log_that_began_later_leaves_the_past_as_it_was_and_dates_nothing(project):
    buyers = {order["contact_id"] for order in ORDERS}
    exported = [{**row, "Sector": "technology"} for row in CONTACTS]
    unknown = [
        {**row, "Sector": None if row["contact_id"] in buyers else "technology"}
        for row in CONTACTS
    ]
    written = [
        {
            "contact_id": each,
            "attribute": "sector",
            "value": "technology",
            "valid_from": "2025-09-10",
        }
        for each in sorted(buyers)
    ]
    logged = {**HONEST, "contacts": exported, "contact_changes": written}
    before, after, without = (
        judge(project, raw)
        for raw in (
            {**HONEST, "contacts": exported},
            logged,
            {**HONEST, "contacts": unknown},
        )
    )
    assert of_cut(before, CUT) == of_cut(after, CUT)
    rows = [of_cut(each, CUT, ("rules",)) for each in (before, after, without)]
    assert rows[0] == rows[1] != rows[2]


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


@FAST
@given(raw=companies(max_contacts=8, max_events=30))
def test_deeds_after_the_cut_move_no_contender(project, raw):
    everybody = ("rules", "rules_without_undated_fit", "rfm")
    rows = of_cut(judge(project, raw), CUT, everybody)
    assume(rows)
    tables = ("events", "sales_touches")
    before = known_by(raw, CUT, tables)
    assert rows == of_cut(judge(project, before), CUT, everybody)


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
