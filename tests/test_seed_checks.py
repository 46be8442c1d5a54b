"""A seed that cannot be scored is named by file, row and cell; the odd ones warn."""

import json
import shutil
import subprocess
import sys

import compiled_project
import duckdb
import jinja2
import pytest
import yaml
from compiled_project import PROJECT
from raw_rows import COLUMNS, RUN_AT, read_seeds

SEEDS = read_seeds(PROJECT / "seeds")
MACROS = PROJECT / "macros"
CONTACT = {"contact_id": "c1", "created_at": "2025-01-01", "audience": "b2c"}


def copied():
    return {name: [dict(row) for row in rows] for name, rows in SEEDS.items()}


def row_of(rows, **wanted):
    """The first row with these cells, and its number in a spreadsheet."""
    for number, row in enumerate(rows, start=2):
        if wanted.items() <= row.items():
            return row, number
    raise LookupError(wanted)


def errors_of(project, seeds, raw=None):
    raw = raw or {"contacts": [CONTACT]}
    found = project.build(raw, seeds, None, RUN_AT, ("seed_errors",))["seed_errors"]
    return [
        (row["file_name"], row["row_number"], row["cell"], row["problem"])
        for row in found
    ]


DEMO = {"scoring_model": "first_version", "behaviour": "demo_or_contact_request"}
VISIT = {"scoring_model": "first_version", "behaviour": "main_page_visit"}
# Which seed, which row, what is typed into it, which cell is blamed, and how. They
# are tried in rounds: what hides another is moved until it is in another round.
BAD_CELLS = {
    "points that are no number": (
        "point_grid", VISIT, {"from_1": "5OO"}, "from_1", "'5OO' is not a number"
    ),
    "a number with a comma": (
        "point_grid", VISIT, {"max": "0,5"}, "max", "'0,5' is not a number"
    ),
    "five decimals": (
        "decay_curves", {"remaining": "0.25"}, {"remaining": "0.25001"},
        "remaining", "4 decimals"
    ),
    "an unknown model": (
        "point_grid", VISIT, {"scoring_model": "frist"},
        "scoring_model", "'frist' is not in scoring_models.csv"
    ),
    "an unknown behaviour": (
        "point_grid", VISIT, {"behaviour": "visit"},
        "behaviour", "'visit' is not in behaviours.csv"
    ),
    "an unknown curve": (
        "point_grid", VISIT, {"decay_curve": "slow"},
        "decay_curve", "'slow' is not in decay_curves.csv"
    ),
    "an unknown behaviour to reset by": (
        "behaviours", {"behaviour": "opt_out"}, {"reset_by": "comeback"},
        "reset_by", "'comeback' is not in behaviours.csv"
    ),
    "an unknown rule in a label": (
        "labels", {"component": "quote_request"}, {"component": "qoute_request"},
        "component", "neither a component"
    ),
    "a rule of another model in a label": (
        "labels", {"component": "quote_request"},
        {"component": "main_page_visit"}, "component", "nor a rule this model"
    ),
    "a handover label that does not exist": (
        "scoring_models", {"scoring_model": "campaign"}, {"handover_label": "boiling"},
        "handover_label", "'boiling' is no label of this model"
    ),
    "tiers that fall while max says they rise": (
        "point_grid", VISIT, {"from_2": "400"}, "from_2", "falls although"
    ),
    "tiers that rise while max says they fall": (
        "point_grid", {"scoring_model": "first_version", "behaviour": "opt_out"},
        {"from_2": "-100"}, "from_2", "rises although"
    ),
    "both each and tiers": (
        "point_grid", VISIT, {"each": "5"}, "from_1", "tiers or each, not both"
    ),
    "neither each nor tiers": (
        "point_grid", DEMO, {"from_1": None}, "each", "so is every tier"
    ),
    "a max of the other sign": (
        "point_grid", {"behaviour": "cart_addition"}, {"max": "-6"},
        "max", "another sign"
    ),
    "a behaviour priced twice": (
        "point_grid", DEMO, {"behaviour": "main_page_visit"},
        "scoring_model, behaviour", "repeats row 2"
    ),
    "a curve that rises": (
        "decay_curves", {"decay_curve": "brisk", "age_days": "30"},
        {"remaining": "0.9"}, "remaining", "rises with age"
    ),
    "more left than there was": (
        "decay_curves", {"decay_curve": "brisk", "age_days": "14"},
        {"remaining": "1.5"}, "remaining", "outside 0 to 1"
    ),
    "a curve that counts from two things": (
        "decay_curves", {"decay_curve": "brisk", "age_days": "60"},
        {"counts_from": "last_activity"}, "counts_from", "differs from row 2"
    ),
    "a curve that counts from something else": (
        "decay_curves", {"decay_curve": "brisk", "age_days": "60"},
        {"counts_from": "birth"}, "counts_from", "'birth' is none of"
    ),
    "an age in fractions of a day": (
        "decay_curves", {"age_days": "14"}, {"age_days": "14.5"},
        "age_days", "not a whole number"
    ),
    "an age of centuries": (
        "decay_curves", {"age_days": "60"}, {"age_days": "99999"},
        "age_days", "more than a century"
    ),
    "overlapping bands of an attribute": (
        "fit_points", {"at_least": "25"}, {"at_least": "24"},
        "at_least", "overlaps row 2"
    ),
    "a band that ends before it begins": (
        "fit_points", {"at_least": "25"}, {"below": "20"},
        "below", "not above at_least"
    ),
    "a value beside its own band": (
        "fit_points", {"at_least": "25"}, {"equals": "30"},
        "equals", "stands beside a band"
    ),
    "a number that a band covers already": (
        "fit_points", {"equals": "male"}, {"attribute": "age", "equals": "30"},
        "equals", "falls into the band of row 3"
    ),
    "gapped RFM bands": (
        "rfm_bands", {"level": "middle"}, {"at_least": "70"},
        "at_least", "does not continue where row 2 ends"
    ),
    "overlapping RFM bands": (
        "rfm_bands", {"level": "middle"}, {"at_least": "50"},
        "at_least", "does not continue where row 2 ends"
    ),
    "an unknown measure": (
        "rfm_bands", {"level": "middle"}, {"measure": "recentness"},
        "measure", "'recentness' is none of"
    ),
    "RFM scores that no segment takes": (
        "rfm_segments", {"segment": "promising"}, {"r_from": "4"},
        "segment", "no segment fits R 3"
    ),
    "a total that is weighed": (
        "score_components", {"component": "rfm"},
        {"component": "total", "weight": "2"}, "weight", "weighs the total"
    ),
    "points for who did nothing": (
        "score_components", {"component": "fit"}, {"min": "5"},
        "min", "would be given points"
    ),
    "a second label of rank 0": (
        "labels", {"scoring_model": "campaign", "label": "out_of_target"},
        {"scoring_model": "first_version", "label": "gone"},
        "rank", "second rank 0"
    ),
    "no label of rank 0": (
        "labels", {"scoring_model": "campaign", "rank": "0"}, {"rank": "9"},
        "rank", "no label of rank 0"
    ),
    "a label with two ranks": (
        "labels", {"label": "hot", "component": "quote_request"}, {"rank": "4"},
        "rank", "of the same label"
    ),
    "a threshold that is a word": (
        "labels", {"component": "behaviour", "at_least": "10"}, {"at_least": "ten"},
        "at_least", "neither a number nor the word journey"
    ),
    "a journey without steps": (
        "labels", {"scoring_model": "first_version", "label": "warm"},
        {"at_least": "journey"}, "at_least", "no steps for this model"
    ),
    "a journey step without points": (
        "journey_steps", {"behaviour": "email_click"}, {"behaviour": "opt_out"},
        "behaviour", "'opt_out' earns no points the first time"
    ),
    "a journey step that only counts from the second time": (
        "journey_steps", {"behaviour": "email_click"},
        {"behaviour": "recurring_blog_visit"}, "behaviour", "earns no points"
    ),
    "a field nobody knows": (
        "behaviours", {"behaviour": "pricing_page_visit"}, {"field": "url"},
        "field", "'url' is none of"
    ),
    "a field without a pattern": (
        "behaviours", {"behaviour": "pricing_page_visit"}, {"pattern": None},
        "pattern", "is empty although a field"
    ),
    "a pattern without a field": (
        "behaviours", {"behaviour": "pricing_page_visit"}, {"field": None},
        "field", "is empty although a pattern"
    ),
    "a window of no time": (
        "behaviours", {"behaviour": "email_open"}, {"repeat_minutes": "0"},
        "repeat_minutes", "is below 1"
    ),
    "a window in words": (
        "behaviours", {"behaviour": "email_open"}, {"repeat_minutes": "1h"},
        "repeat_minutes", "'1h' is not a whole number"
    ),
    "rows of a behaviour with windows of their own": (
        "behaviours", {"pattern": "/solutions%"}, {"repeat_minutes": "30"},
        "repeat_minutes", "differs from row 2"
    ),
    "a third field without a pattern": (
        "behaviours", {"behaviour": "pricing_page_visit"}, {"field_3": "channel"},
        "pattern_3", "is empty although a field"
    ),
    "a second pattern without a field": (
        "behaviours", {"behaviour": "pricing_page_visit"}, {"pattern_2": "%"},
        "field_2", "is empty although a pattern"
    ),
    "a second field nobody knows": (
        "behaviours", {"behaviour": "pricing_page_visit"}, {"field_2": "url"},
        "field_2", "'url' is none of"
    ),
    "a condition without a pattern": (
        "ignored_events", {}, {"field_3": "page"},
        "pattern_3", "is empty although a field"
    ),
    "a condition without a field": (
        "ignored_events", {}, {"pattern_2": "%bot%"},
        "field_2", "is empty although a pattern"
    ),
    "a row that would ignore everything": (
        "ignored_events", {}, {"field": " ", "pattern": None},
        "event_type", "the row would ignore all events"
    ),
    "a field that events do not have": (
        "ignored_events", {}, {"field": "content_stage"},
        "field", "'content_stage' is none of: page, channel, campaign, asset"
    ),
    "rows of a behaviour that disagree": (
        "behaviours", {"pattern": "/solutions%"}, {"count_by": "day"},
        "count_by", "differs from row 2"
    ),
    "a kind that does not exist": (
        "behaviours", {"behaviour": "email_open"}, {"kind": "maybe"},
        "kind", "'maybe' is none of"
    ),
    "everybody handed over": (
        "scoring_models", {"scoring_model": "campaign"},
        {"handover_label": "out_of_target"}, "handover_label", "label of rank 0"
    ),
    "a second primary model": (
        "scoring_models", {"scoring_model": "campaign"}, {"audience": "all"},
        "is_primary", "second primary model for b2b"
    ),
    "a points row without a why": (
        "point_grid", VISIT, {"why": " "}, "why", "is empty"
    ),
    "an office off the map": (
        "offices", {"office": "Paris"}, {"latitude": "148"}, "latitude", "in degrees"
    ),
    "a status that means nothing known": (
        "order_statuses", {"status": "pending"}, {"counts_as": "later"},
        "counts_as", "'later' is none of"
    ),
    "a velocity that does not exist": (
        "assets", {"asset": "price-list"}, {"velocity": "fast"},
        "velocity", "'fast' is none of"
    ),
    "a promise in words": (
        "service_levels", {"label": "hot"}, {"leads_per_month": "a few"},
        "leads_per_month", "'a few' is not a whole number"
    ),
    "a promise to call before": (
        "service_levels", {"label": "hot"}, {"first_touch_hours": "-1"},
        "first_touch_hours", "below 0"
    ),
    "a clock of its own": (
        "service_levels", {"label": "hot"}, {"clock": "office"},
        "clock", "'office' is none of"
    ),
    "a weekday in short": (
        "working_hours", {"weekday": "monday"}, {"weekday": "mon"},
        "weekday", "'mon' is none of"
    ),
    "a time of day that is none": (
        "working_hours", {"weekday": "monday"}, {"opens_at": "9 am"},
        "opens_at", "'9 am' is not a time of day"
    ),
    "a day that ends before it begins": (
        "working_hours", {"weekday": "monday"}, {"closes_at": "08:00"},
        "closes_at", "not later than opens_at"
    ),
    "a zone on no clock": (
        "working_hours", {"weekday": "monday"}, {"time_zone": "Paris"},
        "time_zone", "'Paris' is no time zone"
    ),
    "two zones": (
        "working_hours", {"weekday": "friday"}, {"time_zone": "Asia/Tokyo"},
        "time_zone", "another zone than Europe/Paris"
    ),
    "a readiness check that nobody makes": (
        "readiness_levels", {"readiness_check": "data_present"},
        {"readiness_check": "weather"}, "readiness_check", "'weather' is none of"
    ),
    "an exclusion without a pattern": (
        "exclusions", {"reason": "competitor"}, {"pattern": None},
        "pattern", "is empty"
    ),
    "an exclusion by what is neither a behaviour nor a column": (
        "exclusions", {"reason": "opted_out"}, {"field": "optout"},
        "field", "'optout' is neither a behaviour"
    ),
    "an exclusion by a behaviour in other letters": (
        "exclusions", {"reason": "opted_out"}, {"field": "Opt-Out", "pattern": "1"},
        "field", "'Opt-Out' is neither a behaviour"
    ),
    "an exclusion by a behaviour in other words than yes": (
        "exclusions", {"reason": "opted_out"}, {"pattern": "TRUE"},
        "pattern", "'TRUE' never holds"
    ),
    "an exclusion of whom a behaviour has not": (
        "exclusions", {"reason": "opted_out"}, {"pattern": "no"},
        "pattern", "'no' never holds"
    ),
    "an exclusion by a behaviour in numbers": (
        "exclusions", {"reason": "opted_out"}, {"pattern": None, "at_least": "1"},
        "pattern", "'' never holds"
    ),
    "an exclusion by a won deal in other words than yes and no": (
        "exclusions", {"reason": "existing_customer"}, {"pattern": "won"},
        "pattern", "'won' never holds"
    ),
    "an exclusion by a won deal in numbers": (
        "exclusions", {"reason": "existing_customer"},
        {"pattern": None, "at_least": "1"},
        "pattern", "won_deal is no number but yes or no"
    ),
    "an exclusion by a won deal in other letters": (
        "exclusions", {"reason": "existing_customer"},
        {"field": "Won Deal", "pattern": "1"}, "field", "'Won Deal' is neither"
    ),
    "an exclusion by a pattern and a range": (
        "exclusions", {"reason": "competitor"}, {"below": "18"},
        "pattern", "stands beside"
    ),
    "an exclusion by a range of nothing": (
        "exclusions", {"reason": "competitor"},
        {"pattern": None, "at_least": "18", "below": "18"},
        "below", "is not above at_least"
    ),
    "a pattern that ends with a backslash": (
        "exclusions", {"reason": "competitor"}, {"pattern": "%a\\\\\\"},
        "pattern", "'%a\\\\\\' ends with a single backslash"
    ),
    "a stage that counts as something else": (
        "deal_stages", {"stage": "won"}, {"counts_as": "purchase"},
        "counts_as", "'purchase' is none of"
    ),
    "points for each that a max of nothing takes back": (
        "point_grid", {"behaviour": "cart_addition"}, {"each": "-2", "max": "0"},
        "max", "another sign"
    ),
    "orders too recent for a level": (
        "rfm_bands", {"level": "recent"}, {"at_least": "1"},
        "at_least", "leaves values below it"
    ),
    "a first order without a level": (
        "rfm_bands", {"measure": "frequency", "level": "low"}, {"at_least": "2"},
        "at_least", "leaves values below it"
    ),
    "amounts too small for a level": (
        "rfm_bands", {"measure": "monetary", "level": "low"}, {"at_least": "0"},
        "at_least", "leaves values below it"
    ),
    "amounts too large for a level": (
        "rfm_bands", {"measure": "monetary", "level": "high"}, {"below": "99999"},
        "below", "leaves values above it"
    ),
    "two labels of one rank": (
        "labels", {"scoring_model": "first_version", "label": "warm"},
        {"rank": "3"}, "rank", "is shared by two labels"
    ),
    "two actions of one label": (
        "labels", {"component": "quote_request"}, {"next_action": "Call later"},
        "next_action", "of the same label"
    ),
    "a condition on rank 0": (
        "labels", {"rank": "0"}, {"component": "total"},
        "component", "rank 0 has a condition"
    ),
    "a condition in no group": (
        "labels", {"label": "warm"}, {"alternative": None},
        "alternative", "is empty; a label above rank 0"
    ),
    "a condition on nothing": (
        "labels", {"label": "warm"}, {"component": " "},
        "component", "is empty; a label above rank 0"
    ),
    "a condition without a threshold": (
        "labels", {"label": "warm"}, {"at_least": None},
        "at_least", "is empty; a label above rank 0"
    ),
    "half a contact": (
        "proof_levels", {"level": "min_contacts"}, {"value": "30.5"},
        "value", "'30.5' is not a whole number"
    ),
    "a level that is missing": (
        "proof_levels", {"level": "min_contacts"}, {"level": "confidence_z"},
        "level", "has no row for min_contacts"
    ),
    "a day that ends as it begins": (
        "working_hours", {"weekday": "monday"}, {"closes_at": "09:00"},
        "closes_at", "not later than opens_at"
    ),
}  # fmt: skip


def test_what_stands_on_an_edge_is_no_error(project):
    seeds = copied()
    row_of(seeds["fit_points"], equals="male")[0].update(attribute="age", equals="17")
    row_of(seeds["fit_points"], equals="female")[0].update(attribute="age", equals="25")
    row_of(seeds["fit_points"], at_least="25")[0].update(at_least="25.5")
    row_of(seeds["proof_levels"], level="confidence_z")[0].update(value="1.645")
    campaign, _ = row_of(seeds["scoring_models"], scoring_model="campaign")
    campaign.update(audience="all", is_active="no")
    assert errors_of(project, seeds) == []


def test_a_model_may_have_60_conditions_on_rules(project):
    seeds = copied()
    hot, _ = row_of(seeds["labels"], component="quote_request")
    rules = {row["behaviour"] for row in SEEDS["point_grid"]}
    of_rules = [row for row in seeds["labels"] if row["component"] in rules]
    of_rules = [row for row in of_rules if row["scoring_model"] == "campaign"]
    more = range(100, 160 - len(of_rules))
    seeds["labels"] += [{**hot, "alternative": str(number)} for number in more]
    assert errors_of(project, seeds) == []
    seeds["labels"].append({**hot, "alternative": "200"})
    (error,) = errors_of(project, seeds)
    assert "one condition on a rule too many" in error[3]


def test_the_shipped_seeds_have_no_error(project):
    assert errors_of(project, SEEDS) == []


def side_by_side(cases):
    """The cases in rounds: in each, no seed has more than one bad cell."""
    rounds = []
    for case, (seed, *_) in cases.items():
        for each in rounds:
            if seed not in each:
                each[seed] = case
                break
        else:
            rounds.append({seed: case})
    return [list(each.values()) for each in rounds]


ROUNDS = side_by_side(BAD_CELLS)


def test_every_bad_cell_is_tried_once():
    assert sorted(case for each in ROUNDS for case in each) == sorted(BAD_CELLS)


@pytest.mark.parametrize("cases", ROUNDS, ids=lambda cases: f"{cases[0]} and others")
def test_bad_cells_are_named_by_file_row_and_cell_all_at_once(project, cases):
    seeds, numbers = copied(), {}
    for case in cases:
        seed, wanted, typed, _, _ = BAD_CELLS[case]
        row, numbers[case] = row_of(seeds[seed], **wanted)
        row.update(typed)
    errors = errors_of(project, seeds)
    for case in cases:
        seed, _, _, cell, problem = BAD_CELLS[case]
        blamed = [
            row_number
            for file_name, row_number, name, said in errors
            if (file_name, name) == (f"{seed}.csv", cell) and problem in said
        ]
        assert blamed, (case, errors)
        assert blamed[0] in (numbers[case], None), (case, errors)


def test_an_attribute_may_not_have_the_name_of_a_behaviour(project):
    seeds = copied()
    seeds["fit_points"][0]["attribute"] = "email_open"
    assert any(e[2] == "email_open" for e in errors_of(project, seeds))


def test_no_active_model_is_an_error(project):
    seeds = copied()
    for row in seeds["scoring_models"]:
        row["is_active"] = "no"
    assert any("no model is active" in e[3] for e in errors_of(project, seeds))


def test_a_promise_in_working_hours_needs_working_hours(project):
    seeds = {**copied(), "working_hours": []}
    assert ["no weekday has a row" in e[3] for e in errors_of(project, seeds)] == [True]


def test_a_promise_about_leads_that_nobody_gets_is_odd_but_legal(project):
    seeds = copied()
    row, _ = row_of(seeds["scoring_models"], scoring_model="campaign")
    row["handover_label"] = None
    _, number = row_of(seeds["service_levels"], audience="b2c")
    raw = {"contacts": [CONTACT]}
    found = project.build(raw, seeds, None, RUN_AT, ("seed_errors", "seed_warnings"))
    assert found["seed_errors"] == []
    assert [
        row["row_number"]
        for row in found["seed_warnings"]
        if row["file_name"] == "service_levels.csv"
    ] == [number]


def test_an_added_tier_column_is_checked_like_the_others(project):
    seeds = copied()
    for row in seeds["point_grid"]:
        row["from_3"] = None
    seeds["point_grid"][0]["from_3"] = "many"
    assert errors_of(project, seeds) == [
        ("point_grid.csv", 2, "from_3",
         "'many' is not a number; write it like 500 or 0.5")
    ]  # fmt: skip


def test_only_points_above_0_may_fade_by_inactivity(project):
    seeds = copied()
    for row in seeds["decay_curves"]:
        if row["decay_curve"] == "brisk":
            row["counts_from"] = "last_activity"
    assert errors_of(project, seeds) == []
    wrong = [
        ("opt_out", {"from_1": "5", "max": None}),
        ("cart_addition", {"each": "-2", "max": "-6"}),
        ("email_open", {"from_1": "0", "from_2": "-3", "max": "-3"}),
    ]
    numbers = set()
    for behaviour, cells in wrong:
        named = {"scoring_model": "campaign", "behaviour": behaviour}
        row, number = row_of(seeds["point_grid"], **named)
        row.update(decay_curve="brisk", **cells)
        numbers.add(number)
    assert {e[:3] for e in errors_of(project, seeds) if "by inactivity" in e[3]} == {
        ("point_grid.csv", number, "decay_curve") for number in numbers
    }


def test_a_misspelt_tier_column_is_an_error(project):
    seeds = copied()
    for row in seeds["point_grid"]:
        row["form_3"] = None
    assert [e[1:3] for e in errors_of(project, seeds)] == [(1, "form_3")]


def test_mergers_that_lead_nowhere_are_no_fault_of_seeds(project):
    mergers = [
        {"alias_id": "a", "contact_id": "b"},
        {"alias_id": "b", "contact_id": "a"},
        {"alias_id": "c1", "contact_id": "c1"},
        {"alias_id": "ok", "contact_id": "c1"},
    ]
    raw = {"contacts": [CONTACT], "contact_aliases": mergers}
    assert errors_of(project, SEEDS, raw) == []


def test_what_is_odd_but_legal_warns_and_nothing_else_does(project):
    seeds = copied()
    seeds["behaviours"].append(
        {**seeds["behaviours"][0], "behaviour": "lurking", "event_type": "lurked"}
    )
    seeds["fit_points"][-1]["attribute"] = "shoe_size"
    seeds["point_grid"][0]["max"] = "600"
    events = [
        {
            "event_id": f"e{n}",
            "contact_id": "c1",
            "event_type": row["event_type"],
            "occurred_at": "2025-02-01",
            "page": (row["pattern"] or "").replace("%", "x"),
            "asset": (row["pattern"] or "").replace("%", "x"),
        }
        for n, row in enumerate(SEEDS["behaviours"])
    ]
    assets = [
        {"event_id": a, "contact_id": "c1", "event_type": "asset_downloaded",
         "occurred_at": "2025-02-01", "asset": a}
        for a in ("price-list", "guide-posture")
    ]  # fmt: skip
    contact = {**CONTACT, "sex": "male", "birth_date": "1990-01-01",
               "Sector": "health", "latitude": "45.7", "longitude": "4.8",
               "email": "x@y.example"}  # fmt: skip
    orders = [
        {"order_id": "o", "contact_id": "c1", "ordered_at": "2025-02-01",
         "amount": amount, "status": "lost"}
        for amount in ("1", "2")
    ]  # fmt: skip
    changes = [
        {"contact_id": "c1", "attribute": attribute, "value": "1",
         "valid_from": "2025-02-01"}
        for attribute in ("Birth_Date", "age", "near_office", "Sector", "unnamed")
    ]  # fmt: skip
    deals = [
        {"deal_id": f"d {stage}", "contact_id": "c1", "created_at": "2025-02-01",
         "stage": stage}
        for stage in ("won", "Lost", "open", None, "talking")
    ]  # fmt: skip
    raw = {"contacts": [contact], "events": events + assets, "orders": orders,
           "contact_changes": changes, "deals": deals}  # fmt: skip
    found = project.build(raw, seeds, None, RUN_AT, ("seed_warnings",))
    warnings = {
        (row["file_name"], row["cell"], row["problem"].split(";")[0])
        for row in found["seed_warnings"]
    }
    assert warnings == {
        ("behaviours.csv", "pattern", "no event has matched lurking yet"),
        ("behaviours.csv", "behaviour", "no model gives points for lurking"),
        ("fit_points.csv", "attribute", "no contact has a value of shoe_size"),
        ("point_grid.csv", "max", "cuts off a tier of this row"),
        (
            "order_statuses.csv",
            "status",
            "1 orders have the status 'lost', which nobody declared",
        ),
        *(
            (
                "deal_stages.csv",
                "stage",
                f"1 deals worth 0.00 have the stage '{stage}', which nobody declared",
            )
            for stage in ("talking", "")
        ),
        (
            "dbt_project.yml",
            "as_of",
            "the day to score as of is 2025-02-01, 31 days after 2025-01-01, the "
            "latest day without the rows of 1 of 1 contacts",
        ),
        ("deals", "closed_at", "1 won deals have no closing day"),
        ("deals", "closed_at", "1 lost deals have no closing day"),
        (
            "orders",
            "updated_at",
            "1 ids have several states that neither updated_at nor the part tells"
            " apart",
        ),
        (
            "exclusions.csv",
            "field",
            "keeps nobody from sales: no contact's email fits",
        ),
        ("ignored_events.csv", "reason", "no event fits this row"),
        *(
            (
                "contact_changes",
                "attribute",
                f"1 rows give '{attribute}' a history, which counts for nothing",
            )
            for attribute in ("birth_date", "age", "near_office")
        ),
    }


def test_a_row_that_ignores_no_event_or_more_than_half_of_them_warns(project):
    seeds, empty = copied(), dict.fromkeys(SEEDS["ignored_events"][0])
    seeds["ignored_events"] = [
        {**empty, "reason": "a scan", "why": "A test", **row}
        for row in (
            {"field": "page", "pattern": "%.SCAN"},
            {"field": "page", "pattern": "/a%"},
            {"event_type": "seen"},
            {"event_type": "seen", "field": "page", "pattern": "/b%"},
            {"event_type": "seen", "field": "page", "pattern": "b%"},
        )
    ]
    events = [
        {"event_id": f"e{n}", "contact_id": "nobody", "event_type": event_type,
         "occurred_at": "2025-02-01", "page": page}
        for n, (event_type, page) in enumerate(
            [("seen", "/a.scan"), ("seen", "/b"), ("seen", "/b.scan"), ("left", "/a")]
        )
    ]  # fmt: skip
    raw = {"contacts": [CONTACT], "events": events}
    found = project.build(raw, seeds, None, RUN_AT, ("seed_warnings", "raw_row_audit"))
    assert [
        (row["row_number"], row["problem"].split(";")[0])
        for row in found["seed_warnings"]
        if row["file_name"] == "ignored_events.csv"
    ] == [(4, "this row ignores 3 of 4 events"), (6, "no event fits this row")]
    audit = [tuple(row.values()) for row in found["raw_row_audit"]]
    assert [row for row in audit if row[0] == "events"] == [
        ("events", "ignored", "a scan", 4)
    ]


def seed_columns():
    """What the macro seed_columns() says, without dbt."""
    text = (MACROS / "seed_columns.sql").read_text("utf-8")
    listed = text.split("set columns %}")[1].split("{%- endset")[0]
    settings = yaml.safe_load((PROJECT / "dbt_project.yml").read_text("utf-8"))
    return yaml.safe_load(jinja2.Template(listed).render(var=settings["vars"].get))


def test_every_column_of_every_seed_is_described_as_its_yaml_says():
    described = seed_columns()
    assert described.keys() == SEEDS.keys()
    for name, seed in described.items():
        twin = (PROJECT / "seeds" / f"{name}.yml").read_text("utf-8")
        (twin,) = yaml.safe_load(twin)["seeds"]
        columns = {**seed["columns"], "why": {"required": True}}
        plain = [each for each in SEEDS[name][0] if not each.startswith("from_")]
        assert list(columns) == plain, name
        assert {key for keys in seed.get("keys", []) for key in keys} <= columns.keys()
        for column in twin["columns"]:
            said = "never empty" in " ".join(column["description"].lower().split())
            required = columns.get(column["name"], {}).get("required", False)
            assert said == required, (name, column["name"])


def test_every_cell_that_may_not_be_empty_is_refused_when_it_is(project):
    seeds = copied()
    never_empty = set()
    for name, rows in seeds.items():
        twin = (PROJECT / "seeds" / f"{name}.yml").read_text("utf-8")
        for column in yaml.safe_load(twin)["seeds"][0]["columns"]:
            if "never empty" in " ".join(column["description"].lower().split()):
                rows[0][column["name"]] = " "
                never_empty.add((f"{name}.csv", 2, column["name"]))
    errors = errors_of(project, seeds)
    assert {e[:3] for e in errors if e[3] == "is empty; fill it in"} == never_empty
    assert len(never_empty) > 70


# What no two rows of a seed share.
KEYS = {
    "assets": ["asset"],
    "deal_stages": ["stage"],
    "decay_curves": ["decay_curve, age_days"],
    "fit_points": ["scoring_model, attribute, equals"],
    "journey_steps": ["scoring_model, step_order", "scoring_model, behaviour"],
    "offices": ["office"],
    "order_statuses": ["status"],
    "outcomes": ["scoring_model"],
    "point_grid": ["scoring_model, behaviour"],
    "proof_levels": ["level"],
    "readiness_levels": ["readiness_check"],
    "rfm_bands": ["scoring_model, measure, level"],
    "rfm_segments": ["priority"],
    "score_components": ["scoring_model, component"],
    "scoring_models": ["scoring_model"],
    "service_levels": ["audience, label"],
    "working_hours": ["weekday"],
}


def test_a_row_that_repeats_the_key_of_another_is_refused(project):
    seeds, rows = copied(), {name: len(rows) + 1 for name, rows in SEEDS.items()}
    for repeated in seeds.values():
        repeated.append(
            {name: cell and f" {cell} " for name, cell in repeated[-1].items()}
        )
    errors = errors_of(project, seeds)
    assert {e for e in errors if "repeats" in e[3]} == {
        (
            f"{name}.csv",
            rows[name] + 1,
            key,
            f"repeats row {rows[name]}; keep one of the two",
        )
        for name, keys in KEYS.items()
        for key in keys
    }


TOLD = ("seed_errors", "int_rules_prints")


def told(project, seeds):
    """Sentences, hashes and prints, in one order."""
    found = project.build({"contacts": [CONTACT]}, seeds, None, RUN_AT, TOLD)
    return {name: sorted(map(str, rows)) for name, rows in found.items()}


def test_rows_may_be_loaded_in_any_order(project):
    numbered = {
        name: [{**row, "row_number": str(n)} for n, row in enumerate(rows, start=2)]
        for name, rows in copied().items()
    }
    numbered["labels"][3]["rank"] = "2"
    numbered["fit_points"][1]["at_least"] = "24"
    numbered["exclusions"][2]["why"] = ""
    backwards = {name: rows[::-1] for name, rows in numbered.items()}
    in_order = told(project, numbered)
    assert len(in_order["seed_errors"]) > 2
    assert told(project, backwards) == in_order


def prints(project, seeds):
    rows = project.build({}, seeds, None, RUN_AT, TOLD)["int_rules_prints"]
    return {
        (row["kind"], row["name"]): row["print"]
        for row in rows
        if row["kind"] != "seed"
    }


RULES = {("rules", "first_version"), ("rules", "campaign")}
BEHAVIOURS = RULES | {("shared_rules", "behaviours")}
ASSETS = RULES | {("shared_rules", "assets")}
IGNORED = RULES | {("shared_rules", "ignored_events")}
MATCHING = {("matching", "events")}
# Which cell is edited, and what that may change.
EDITS = [
    ("behaviours", "kind", "negative", BEHAVIOURS),
    ("behaviours", "count_by", "day", BEHAVIOURS),
    ("behaviours", "reset_by", "email_open", BEHAVIOURS),
    ("behaviours", "repeat_minutes", "30", BEHAVIOURS),
    ("behaviours", "is_urgent", "yes", BEHAVIOURS),
    ("behaviours", "why", "because", BEHAVIOURS),
    ("behaviours", "behaviour", "visit", BEHAVIOURS | MATCHING),
    ("behaviours", "event_type", "seen", BEHAVIOURS | MATCHING),
    ("behaviours", "field", "asset", BEHAVIOURS | MATCHING),
    ("behaviours", "pattern", "/price%", BEHAVIOURS | MATCHING),
    ("behaviours", "field_3", "asset", BEHAVIOURS | MATCHING),
    ("behaviours", "pattern_2", "x", BEHAVIOURS | MATCHING),
    ("ignored_events", "field_2", "page", IGNORED | MATCHING),
    ("ignored_events", "reason", "bots", IGNORED),
    ("assets", "velocity", "high", ASSETS | MATCHING),
    ("assets", "why", "because", ASSETS),
    ("point_grid", "from_1", "501", {("rules", "first_version")}),
    ("labels", "next_action", "Wait", {("rules", "first_version")}),
    ("outcomes", "horizon_days", "90", {("reports", "outcomes")}),
    ("working_hours", "opens_at", "08:00", {("reports", "working_hours")}),
]


def test_an_edit_changes_the_prints_of_what_it_concerns_and_no_other(project):
    before = prints(project, SEEDS)
    for seed, column, cell, concerned in EDITS:
        seeds = copied()
        seeds[seed][0][column] = cell
        after = prints(project, seeds)
        changed = {key for key, value in after.items() if before[key] != value}
        assert (changed, after.keys()) == (concerned, before.keys()), (seed, column)


def test_rows_of_another_model_above_and_empty_columns_change_no_rules(project):
    before = prints(project, SEEDS)
    seeds = copied()
    for seed in ("point_grid", "labels", "fit_points"):
        row, _ = row_of(seeds[seed], scoring_model="campaign")
        seeds[seed].insert(0, {**row, "scoring_model": "another"})
    for row in seeds["point_grid"]:
        row["from_3"] = None
    seeds["behaviours"] = [*SEEDS["behaviours"][::-1], SEEDS["behaviours"][0]]
    after = prints(project, seeds)
    assert after["matching", "events"] == before["matching", "events"]
    seeds["behaviours"] = SEEDS["behaviours"]
    assert prints(project, seeds) == before


def test_a_seed_is_loaded_as_text_with_the_rows_of_a_spreadsheet(tmp_path):
    (tmp_path / "macros").mkdir()
    for name in ("seeds_as_text.sql", "raw_export.sql"):
        shutil.copy(MACROS / name, tmp_path / "macros")
    (tmp_path / "seeds").mkdir()
    rows = "".join(f'a{n},"1,5\r\n""x""",007\r\n' for n in range(20_000))
    text = f"\ufeffname,cell's,number\r\nbefore,,-\r\n{rows}"
    (tmp_path / "seeds" / "listed.csv").write_bytes(text.encode())
    settings = {"threads": 8, "preserve_insertion_order": False}
    path = tmp_path / "seeded.duckdb"
    target = {"type": "duckdb", "path": str(path), "settings": settings}
    profile = {"lead_scoring": {"target": "one", "outputs": {"one": target}}}
    (tmp_path / "profiles.yml").write_text(json.dumps(profile))
    named = {"name": "lead_scoring", "version": "1.0", "profile": "lead_scoring"}
    (tmp_path / "dbt_project.yml").write_text(json.dumps(named))
    seed = [sys.executable, "-m", "dbt.cli.main", "seed", "--quiet"]
    places = ["--project-dir", tmp_path, "--profiles-dir", tmp_path]
    subprocess.run([*seed, *places], check=True)
    with duckdb.connect(str(path), read_only=True) as con:
        loaded = con.execute("from main.listed order by row_number").fetchall()
    assert loaded[0] == ("before", None, "-", 2)
    assert loaded[1:] == [(f"a{n}", '1,5\r\n"x"', "007", n + 3) for n in range(20_000)]


def test_an_age_of_nobody_excludes_nobody_unless_an_age_is_exported(
    project, monkeypatch
):
    seeds = copied()
    of_an_age, _ = row_of(seeds["exclusions"], reason="competitor")
    of_an_age.update(field="age", pattern=None)
    never = [
        {"pattern": "<18"},
        {"pattern": "16-17"},
        {"below": "0"},
        {"at_least": "151"},
        {"at_least": "17.2", "below": "17.8"},
    ]
    held = [{"pattern": "1_"}, {"below": "18"}, {"at_least": "150"}]
    seeds["exclusions"] = [{**of_an_age, **cells} for cells in [*never, *held]]
    assert errors_of(project, seeds) == []  # such as 16-17, in a column
    fields = [name for name in COLUMNS["contacts"] if name != "age"]
    columns = {**COLUMNS, "contacts": fields}
    monkeypatch.setattr(compiled_project, "COLUMNS", columns)
    found = errors_of(project, seeds)
    assert [error[:3] for error in found] == [
        ("exclusions.csv", number, "field") for number, _ in enumerate(never, start=2)
    ]
    assert all("never holds: an age is a whole number" in error[3] for error in found)
