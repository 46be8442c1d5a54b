"""A seed that cannot be scored is named by file, row and cell; the odd ones warn."""

import pytest
from compiled_project import PROJECT
from raw_rows import RUN_AT, read_seeds

SEEDS = read_seeds(PROJECT / "seeds")
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
# Which seed, which row, what is typed into it, which cell is blamed, and how.
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
    "rows of a behaviour that disagree": (
        "behaviours", {"pattern": "/solutions%"}, {"count_by": "day"},
        "count_by", "differs from row 2"
    ),
    "a kind that does not exist": (
        "behaviours", {"behaviour": "email_open"}, {"kind": "maybe"},
        "kind", "'maybe' is none of"
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
}  # fmt: skip


def test_the_shipped_seeds_have_no_error(project):
    assert errors_of(project, SEEDS) == []


@pytest.mark.parametrize("case", BAD_CELLS)
def test_a_bad_cell_is_named_by_file_row_and_cell(project, case):
    seed, wanted, typed, cell, problem = BAD_CELLS[case]
    seeds = copied()
    row, number = row_of(seeds[seed], **wanted)
    row.update(typed)
    errors = errors_of(project, seeds)
    assert errors, "the seed was accepted"
    if cell:
        blamed = [e for e in errors if e[2] == cell and problem in e[3]]
        assert blamed, errors
        assert blamed[0][0] == f"{seed}.csv"
        assert blamed[0][1] in (number, None)


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


def test_a_misspelt_tier_column_is_an_error(project):
    seeds = copied()
    for row in seeds["point_grid"]:
        row["form_3"] = None
    assert [e[1:3] for e in errors_of(project, seeds)] == [(1, "form_3")]


def test_merged_contacts_that_go_round_in_a_circle_are_an_error(project):
    circle = [
        {"alias_id": "a", "contact_id": "b"},
        {"alias_id": "b", "contact_id": "a"},
        {"alias_id": "ok", "contact_id": "c1"},
    ]
    raw = {"contacts": [CONTACT], "contact_aliases": circle}
    errors = errors_of(project, SEEDS, raw)
    assert sorted(e[3][:3] for e in errors) == ["'a'", "'b'"]


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
         "amount": "1", "status": "lost"}
    ]  # fmt: skip
    changes = [
        {"contact_id": "c1", "attribute": attribute, "value": "1",
         "valid_from": "2025-02-01"}
        for attribute in ("Birth_Date", "age", "near_office", "Sector", "unnamed")
    ]  # fmt: skip
    deals = [
        {"deal_id": stage, "contact_id": "c1", "created_at": "2025-02-01",
         "stage": stage}
        for stage in ("won", "Lost", "open", None, "closedwon")
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
        (
            "deals",
            "stage",
            "1 deals have the stage 'closedwon', which is none of open, won, lost",
        ),
        *(
            (
                "contact_changes",
                "attribute",
                f"1 rows give '{attribute}' a history, which counts for nothing",
            )
            for attribute in ("birth_date", "age", "near_office")
        ),
    }
