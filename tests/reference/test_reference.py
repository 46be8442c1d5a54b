"""The reference against the published tables and examples worked out by hand."""

from datetime import date, datetime
from fractions import Fraction

import pytest

from . import examples as ex
from .aliases import Aliases, Identities
from .examples import (
    behaviours,
    booked,
    changed,
    contact,
    happened,
    ordered,
    run,
    seeds,
    table,
)
from .fit_and_rfm import quintile_scores
from .raw_tables import accept, one_row_per_contact
from .scoring import score
from .values import (
    kilometres,
    like,
    moment,
    number,
    round_half_away,
    type_7_quantile,
    whole_years,
)


def points(result, component="total", contact_id="c"):
    return getattr(result.scores[contact_id, "m"], f"{component}_points")


FIRST_SEEDS = seeds(
    behaviours=behaviours(*ex.named(ex.FIRST_GRID)), point_grid=ex.FIRST_GRID
)
CAMPAIGN_SEEDS = seeds(
    behaviours=behaviours(*ex.named(ex.CAMPAIGN_GRID[:8]))
    + behaviours("recurring_blog_visit", count_by="day")
    + behaviours("product_demo_request", "email_click"),
    point_grid=ex.CAMPAIGN_GRID,
)


# --- the first grid -----------------------------------------------------------


@pytest.mark.parametrize(
    ("behaviour", "once", "twice", "often"),
    [
        ("main_page_visit", 500, 1000, 1000),
        ("low_velocity_asset_download", 500, 1000, 1000),
        ("high_velocity_asset_download", 1000, 1000, 1000),
        ("webinar_registration", 200, 200, 200),
        ("webinar_participation", 800, 800, 800),
        ("demo_or_contact_request", 1000, 1000, 1000),
        ("opt_out", -500, -500, -500),
    ],
)
def test_each_row_of_the_first_grid_gives_its_points(behaviour, once, twice, often):
    for days, expected in (([0], once), ([0, 1], twice), (range(11), often)):
        assert points(run(FIRST_SEEDS, happened(behaviour, *days))) == expected


def test_registering_for_a_webinar_and_attending_it_add_up_to_1000():
    events = happened("webinar_registration", 0) + happened("webinar_participation", 9)
    assert points(run(FIRST_SEEDS, events)) == 1000


def test_a_demo_request_and_an_opt_out_leave_500():
    events = happened("demo_or_contact_request", 0) + happened("opt_out", 0)
    assert points(run(FIRST_SEEDS, events)) == 500


def test_the_first_grid_ranges_from_minus_500_to_5000_and_4500_with_an_opt_out():
    everything = [
        event for name in ex.named(ex.FIRST_GRID) for event in happened(name, 0, 1, 2)
    ]
    without = [e for e in everything if e["event_type"] != "opt_out"]
    assert points(run(FIRST_SEEDS, happened("opt_out", 0, 1))) == -500
    assert points(run(FIRST_SEEDS, without)) == 5000
    assert points(run(FIRST_SEEDS, everything)) == 4500


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, 0), (1, 10), (2, 25), (4, 25), (5, 60), (9, 60), (10, 100), (11, 100)],
)
def test_a_row_that_fills_all_four_tiers_gives_one_value_per_count(count, expected):
    filled = seeds(
        behaviours=behaviours("visit"),
        point_grid=ex.grid("visit,,10,25,60,100,,"),
    )
    assert points(run(filled, happened("visit", *range(count)))) == expected


def test_an_added_tier_column_is_a_tier():
    priced = [{**ex.grid("visit,,10,25,,,,")[0], "from_3": "31"}]
    added = seeds(behaviours=behaviours("visit"), point_grid=priced)
    assert points(run(added, happened("visit", 0, 1, 2))) == 31


def test_a_tier_above_max_is_held_at_max():
    rising = seeds(
        behaviours=behaviours("visit"), point_grid=ex.grid("visit,,10,50,,,30,")
    )
    falling = seeds(
        behaviours=behaviours("visit"), point_grid=ex.grid("visit,,-10,-50,,,-30,")
    )
    assert points(run(rising, happened("visit", 0, 1))) == 30
    assert points(run(falling, happened("visit", 0, 1))) == -30


# --- the campaign tables ------------------------------------------------------


def test_one_of_each_campaign_action_is_57():
    events = [
        event
        for name in ex.named(ex.CAMPAIGN_GRID)
        for event in happened(name, *([0, 1] if "recurring" in name else [0]))
    ]
    assert points(run(CAMPAIGN_SEEDS, events)) == 57


def test_recurring_means_on_two_different_days():
    same_day = ["2025-01-01 08:00", "2025-01-01 20:00"]
    assert points(run(CAMPAIGN_SEEDS, happened("recurring_blog_visit", *same_day))) == 0
    assert points(run(CAMPAIGN_SEEDS, happened("recurring_blog_visit", 0, 5))) == 3


@pytest.mark.parametrize(
    ("age", "expected"),
    [(17, 0), (18, 5), (24, 5), (25, 3), (34, 3), (35, 2), (44, 2), (45, 1), (99, 1)],
)
def test_age_bands_are_half_open(age, expected):
    fit = seeds(fit_points=ex.FIT_TABLE)
    by_column = run(fit, contacts=[contact(age=str(age))])
    by_birth = run(fit, contacts=[contact(birth_date=f"{2025 - age}-01-01")])
    assert points(by_column, "fit") == points(by_birth, "fit") == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"sector": " Technology "}, 3),
        ({"Sector": "health"}, 2),
        ({"sector": "finance"}, 2),
        ({"sector": "education"}, 1),
        ({"sector": "farming"}, 0),
        ({"sex": "female"}, 3),
        ({"sex": "MALE"}, 2),
        ({"sex": "  "}, 0),
        ({"latitude": "45.75", "longitude": "4.85"}, 4),
        ({"latitude": "48.85", "longitude": "2.35"}, 0),
        ({"latitude": "45.75"}, 0),
        (
            {"age": "20", "sector": "technology", "sex": "female"}
            | {"latitude": "45.75", "longitude": "4.85"},
            15,
        ),
    ],
)
def test_the_demographic_table_gives_0_to_15(cells, expected):
    fit = seeds(fit_points=ex.FIT_TABLE, offices=ex.OFFICES)
    assert points(run(fit, contacts=[contact(**cells)]), "fit") == expected


@pytest.mark.parametrize(
    ("orders", "as_of", "expected"),
    [
        ([(day, 200) for day in range(6)], 5, 90),  # A: high, recent, high
        ([(0, 100), (1, 100)], 300, 60),  # B: low, long ago, medium
        ([(day, 10) for day in range(3)], 2, 75),  # C: medium, recent, low
    ],
)
def test_the_rfm_table_gives_90_60_and_75(orders, as_of, expected):
    rfm = seeds(rfm_bands=ex.RFM_TABLE)
    result = run(rfm, orders=ordered(*orders), as_of=ex.after(as_of))
    assert points(result, "rfm") == expected


# --- decay --------------------------------------------------------------------


def decaying(priced: str) -> dict:
    return seeds(
        behaviours=behaviours("visit"),
        point_grid=ex.grid(priced),
        decay_curves=ex.STEADY,
    )


def test_a_decayed_occurrence_loses_points_on_the_days_of_its_curve():
    result = run(decaying("visit,,10,,,,10,steady"), happened("visit", 0))
    assert booked(result, "visit") == [
        (0, "earned", 10),
        (30, "faded", -2),  # 7.5 is rounded away from zero to 8
        (90, "faded", -3),
        (180, "faded", -5),
    ]


def test_a_fraction_of_a_count_lies_on_the_line_between_the_tiers():
    result = run(decaying("visit,,500,1000,,,1000,brisk"), happened("visit", 0, 10))
    rows = [row for row in result.ledger if row.rule == "visit"]
    assert [
        (booked(result, "visit")[n][0], r.weighted_count, r.points)
        for n, r in enumerate(rows)
    ] == [
        (0, Fraction(1), 500),
        (10, Fraction(2), 500),
        (14, Fraction(3, 2), -250),
        (24, Fraction(1), -250),
        (30, Fraction(3, 4), -125),
        (40, Fraction(1, 2), -125),
        (60, Fraction(1, 4), -125),
        (70, Fraction(0), -125),
    ]
    assert {row.occurrences for row in rows[1:]} == {2}


def test_what_lies_between_two_and_five_is_interpolated_between_whole_counts():
    # x = 4.5 lies half-way from P(4) = 25 to P(5) = 60: 42.5, rounded to 43.
    result = run(
        decaying("visit,,10,25,60,,,brisk"),
        happened("visit", 0, 13, 13, 13, 13),
        as_of=ex.after(14),
    )
    assert points(result) == 43


def test_a_capped_behaviour_is_earned_again_once_it_has_faded():
    result = run(decaying("visit,2,,,,,6,brisk"), happened("visit", 0, 0, 0, 0, 20))
    assert booked(result, "visit")[:4] == [
        (0, "earned", 6),  # 4 x 2, held at 6
        (14, "faded", -2),  # 4 x 2 x 0.5
        (20, "earned", 2),
        (30, "faded", -2),  # 4 x 2 x 0.25 + 2
    ]


def test_fades_after_as_of_are_booked_but_not_scored():
    result = run(decaying("visit,,10,,,,10,steady"), happened("visit", 0))
    assert result.as_of == ex.after(0)
    assert points(result) == 10
    assert sum(row.points for row in result.ledger) == 0


# --- resets -------------------------------------------------------------------


OPT_OUT = seeds(
    behaviours=behaviours("opt_out", reset_by="back") + behaviours("back"),
    point_grid=ex.grid("opt_out,,-500,,,,-500,"),
)


def test_a_later_return_lifts_the_opt_out():
    result = run(OPT_OUT, happened("opt_out", 0) + happened("back", 7))
    assert booked(result, "opt_out") == [(0, "earned", -500), (7, "reset", 500)]
    assert [row.occurrences for row in result.ledger] == [1, 0]


@pytest.mark.parametrize(
    ("left_at", "back_at", "expected"),
    [
        ("2025-01-01 09:00", "2025-01-01 10:00", []),
        ("2025-01-01 10:00", "2025-01-01 09:00", [(0, "earned", -500)]),
        ("2025-01-01 09:00", "2025-01-01 09:00", [(0, "earned", -500)]),
    ],
)
def test_on_one_day_the_later_decides(left_at, back_at, expected):
    result = run(OPT_OUT, happened("opt_out", left_at) + happened("back", back_at))
    assert booked(result, "opt_out") == expected


def test_left_and_back_and_left_again_on_one_day_is_still_left():
    left = happened("opt_out", 0, "2025-01-05 12:00")
    result = run(OPT_OUT, left + happened("back", "2025-01-05 11:00"))
    assert booked(result, "opt_out") == [(0, "earned", -500)]


def test_counted_by_day_the_last_event_of_the_day_decides():
    by_day = seeds(
        behaviours=behaviours("visit", count_by="day", reset_by="lost")
        + behaviours("lost"),
        point_grid=ex.grid("visit,10,,,,,,"),
    )
    visits = happened("visit", "2025-01-01 10:00", "2025-01-01 14:00")
    noon, evening = "2025-01-01 12:00", "2025-01-01 18:00"
    assert points(run(by_day, visits + happened("lost", noon))) == 10
    assert points(run(by_day, visits + happened("lost", evening))) == 0


def test_an_opted_out_contact_is_excluded_until_it_is_back():
    opted_out = OPT_OUT | {
        "exclusions": table("reason,field,pattern\nopted_out,opt_out,yes")
    }
    events = happened("opt_out", 0) + happened("back", 7)
    before = run(opted_out, events, as_of=ex.after(6)).scores["c", "m"]
    since = run(opted_out, events, as_of=ex.after(7)).scores["c", "m"]
    assert (before.is_excluded, before.exclusion_reason) == (True, "opted_out")
    assert (since.is_excluded, since.exclusion_reason) == (False, None)


# --- fit is re-rolled, RFM moves ----------------------------------------------


def test_age_is_rerolled_on_the_birthday_that_crosses_a_band():
    result = run(
        seeds(fit_points=ex.FIT_TABLE), contacts=[contact(birth_date="2000-01-11")]
    )
    rows = [(r.effective_on, r.reason, r.points) for r in result.ledger]
    assert rows == [
        (date(2025, 1, 1), "earned", 5),
        (date(2025, 1, 11), "rerolled", -2),
        (date(2035, 1, 11), "rerolled", -1),
        (date(2045, 1, 11), "rerolled", -1),
    ]


def test_who_was_born_on_29_february_turns_on_1_march():
    born = date(2000, 2, 29)
    assert whole_years(born, date(2025, 2, 28)) == 24
    assert whole_years(born, date(2025, 3, 1)) == 25
    assert whole_years(born, date(2028, 2, 28)) == 27
    assert whole_years(born, date(2028, 2, 29)) == 28
    assert whole_years(date(2025, 6, 1), date(2025, 1, 1)) == -1


SECTOR = seeds(fit_points=ex.FIT_TABLE)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([(0, "health"), (9, "technology")], [(0, "earned", 2), (9, "rerolled", 1)]),
        (
            [(0, "technology"), (9, "education"), (12, "technology")],
            [(0, "earned", 3), (9, "rerolled", -2), (12, "rerolled", 2)],
        ),
        ([(5, "health")], [(0, "earned", 3), (5, "rerolled", -1)]),
        ([(5, "health", "finance")], [(0, "earned", 2)]),
        ([(5, "health", None)], [(5, "rerolled", 2)]),
        ([(31, "health", "education")], [(0, "earned", 1)]),
        ([("2024-06-01", "health"), ("2024-07-01", "education")], [(0, "earned", 1)]),
        ([(0, "health"), (9, " ")], [(0, "earned", 2), (9, "rerolled", -2)]),
        ([(0, "health"), (9, "finance")], [(0, "earned", 2)]),
        (
            [("2025-01-06 15:00", "technology"), ("2025-01-06 09:00", "health")],
            [(0, "earned", 3)],
        ),
        ([(31, "health")], [(0, "earned", 3)]),
        (
            [(9, "health"), (31, "technology")],
            [(0, "earned", 3), (9, "rerolled", -1)],
        ),
        (
            [(9, "health"), (9, "education")],
            [(0, "earned", 3), (9, "rerolled", -2)],
        ),
    ],
    ids=[
        "promoted",
        "back again",
        "as contacts says before",
        "as the first row says before",
        "unknown before",
        "before a row after as_of",
        "from before the creation",
        "unknown again",
        "worth the same",
        "twice in a day",
        "after as_of alone",
        "and after as_of",
        "two values of one moment",
    ],
)
def test_an_attribute_is_its_history_and_what_was_before_it(changes, expected):
    result = run(
        SECTOR,
        contacts=[contact(sector="technology")],
        contact_changes=changed(" Sector ", *changes),
        as_of=ex.after(30),
    )
    assert booked(result, "sector") == expected


def test_what_follows_from_birth_or_coordinates_has_no_history():
    places = {"latitude": "45.7", "longitude": "4.8"}
    for cells, ages, offices in (
        ({"birth_date": "1970-01-01"}, [(0, "earned", 1)], [(5, "rerolled", 4)]),
        (places, [(5, "rerolled", 5)], [(0, "earned", 4)]),
    ):
        result = run(
            seeds(fit_points=ex.FIT_TABLE, offices=ex.OFFICES),
            contacts=[contact(**cells)],
            contact_changes=changed("age", (5, "20"))
            + changed("near_office", (5, "yes")),
            as_of=ex.after(30),
        )
        assert booked(result, "age") == ages
        assert booked(result, "near_office") == offices


def test_the_value_of_today_excludes_and_completes_a_profile():
    own_staff = {"exclusions": table("reason,field,pattern\nours,email,%@us")}
    changes = changed("email", (0, "a@us"), (9, None)) + changed("sex", (20, "male"))
    for day, reason, known in (
        (8, "ours", 0),
        (9, None, 0),
        (20, None, Fraction(1, 4)),
    ):
        result = run(
            SECTOR | own_staff,
            contacts=[contact(email="a@us")],
            contact_changes=changes,
            as_of=ex.after(day),
        )
        assert result.scores["c", "m"].exclusion_reason == reason
        assert result.scores["c", "m"].profile_completeness == known


def test_changes_of_a_merged_contact_are_the_survivors():
    result = run(
        SECTOR,
        contacts=[contact(), contact("old")],
        contact_aliases=[{"alias_id": "old", "contact_id": "c"}],
        contact_changes=changed("sector", (3, "health"), contact_id="old")
        + changed("sector", (9, "technology"))
        + changed("sector", (9, "zoo"), contact_id="old"),
        as_of=ex.after(30),
    )
    assert booked(result, "sector") == [(3, "rerolled", 2), (9, "rerolled", 1)]


def test_completeness_is_the_share_of_scored_attributes_that_are_known():
    fit = seeds(fit_points=ex.FIT_TABLE, offices=ex.OFFICES)
    known = contact(age="old", sex="female", latitude="45", longitude="n/a")
    assert run(fit, contacts=[known]).scores["c", "m"].profile_completeness == 0.5
    assert run(seeds()).scores["c", "m"].profile_completeness == 1


def test_recency_falls_as_it_crosses_a_band_until_the_next_purchase():
    result = run(seeds(rfm_bands=ex.RFM_TABLE), orders=ordered((0, 10), (100, 10)))
    assert booked(result, "recency_days") == [
        (0, "earned", 30),
        (60, "faded", -8),
        (100, "earned", 8),
        (160, "faded", -8),
        (280, "faded", -7),
    ]
    assert booked(result, "frequency") == [(0, "earned", 20)]


def test_a_refund_lowers_the_amount_and_is_no_purchase():
    result = run(
        seeds(rfm_bands=ex.RFM_TABLE, order_statuses=ex.ORDER_STATUSES),
        orders=ordered(
            (0, -50, "refunded"),  # before the first purchase: counts once there is
            (1, 249, "Completed "),
            (2, 1),
            (3, -10, "cancelled"),
            (4, 500, "cancelled"),  # never paid: nothing
            (5, 500, "pending"),
            (6, 500, "unheard of"),
        ),
    )
    # After day 1 the sum is 199, after day 2 exactly 200, after day 3 it is 190.
    assert booked(result, "monetary") == [
        (1, "earned", 20),
        (2, "earned", 5),
        (3, "earned", -5),
    ]
    assert booked(result, "frequency") == [(1, "earned", 20)]
    assert booked(result, "recency_days")[:2] == [(1, "earned", 30), (62, "faded", -8)]


def test_a_gift_is_a_purchase_and_a_negative_purchase_a_refund():
    result = run(
        seeds(rfm_bands=ex.RFM_TABLE, order_statuses=ex.ORDER_STATUSES),
        orders=ordered((0, 0), (1, 300), (2, -150, "completed")),
    )
    assert booked(result, "frequency") == [(0, "earned", 20)]
    assert booked(result, "monetary") == [
        (0, "earned", 20),
        (1, "earned", 5),
        (2, "earned", -5),
    ]


def test_equal_values_get_equal_scores_and_quantiles_are_of_type_7():
    values = {f"c{n}": Fraction(v) for n, v in enumerate([1, 1, 1, 1, 2, 3, 4, 10])}
    cuts = [type_7_quantile(list(values.values()), Fraction(n, 5)) for n in range(1, 5)]
    assert cuts == [1, 1, Fraction("2.2"), Fraction("3.6")]
    assert list(quintile_scores(values, False).values()) == [1, 1, 1, 1, 3, 4, 5, 5]
    assert list(quintile_scores(values, True).values()) == [5, 5, 5, 5, 3, 2, 1, 1]


def test_segments_follow_priority_and_no_orders_stands_apart():
    segments = table(
        """priority,segment,r_from,r_to,f_from,f_to,m_from,m_to
        2,others,1,5,1,5,1,5
        1,single,5,5,1,1,1,1"""
    )
    result = run(
        seeds(rfm_segments=segments),
        contacts=[contact("c"), contact("d")],
        orders=ordered((0, 10)),
    )
    bought = result.scores["c", "m"]
    assert (bought.r_score, bought.f_score, bought.m_score) == (5, 1, 1)
    assert bought.rfm_segment == "single"
    assert result.scores["d", "m"].rfm_segment == "no_orders"


# --- weights, bounds, labels --------------------------------------------------


@pytest.mark.parametrize(
    ("exact", "whole"),
    [("0.5", 1), ("-0.5", -1), ("2.5", 3), ("-2.5", -3), ("2.4999", 2), ("-0.4", 0)],
)
def test_halves_are_rounded_away_from_zero(exact, whole):
    assert round_half_away(Fraction(exact)) == whole


@pytest.mark.parametrize(
    ("weight", "good", "bad"),
    [("0.5", 3, -3), ("0", 0, 0), ("", 5, -5), ("2", 10, -10)],
)
def test_the_weight_multiplies_before_rounding(weight, good, bad):
    weighted = seeds(
        behaviours=behaviours("good", "bad"),
        point_grid=ex.grid("good,5,,,,,,\nbad,-5,,,,,,"),
        score_components=table(
            f"scoring_model,component,weight,min,max\nm,behaviour,{weight},,"
        ),
    )
    assert points(run(weighted, happened("good", 0))) == good
    assert points(run(weighted, happened("bad", 0))) == bad


def test_bounds_book_the_difference_on_the_days_it_changes():
    bounded = seeds(
        behaviours=behaviours("good", "bad"),
        point_grid=ex.grid("good,10,,,,,,\nbad,-25,,,,,,"),
        score_components=table(
            """scoring_model,component,weight,min,max
            m,behaviour,1,0,15
            m,total,,,12"""
        ),
    )
    result = run(bounded, happened("good", 0, 1, 2) + happened("bad", 3))
    rows = [
        ((r.effective_on - ex.FIRST_DAY).days, r.component, r.points)
        for r in result.ledger
        if r.rule == "bound"
    ]
    # The free sum is 10, 20, 30, 5; held at 15: 10, 15, 15, 5; at 12: 10, 12, 12, 5.
    assert rows == [
        (1, "behaviour", -5),
        (2, "behaviour", -10),
        (3, "behaviour", 15),
        (1, "total", -3),
        (3, "total", 3),
    ]
    assert points(result) == points(result, "behaviour") == 5


def test_a_minimum_above_zero_is_held_from_the_day_of_creation():
    held = seeds(
        score_components=table(
            "scoring_model,component,weight,min,max\nm,behaviour,,5,"
        )
    )
    assert booked(run(held), "bound") == [(0, "bounded", 5)]


LABELLED = seeds(
    behaviours=behaviours("open", "click", "quote"),
    point_grid=ex.grid("open,,3,,,,3,\nclick,4,,,,,,brisk\nquote,9,,,,,,"),
    decay_curves=ex.STEADY,
    fit_points=table(
        "scoring_model,attribute,equals,at_least,below,points\nm,vip,yes,,,8"
    ),
    journey_steps=table("scoring_model,step_order,behaviour\nm,1,open\nm,2,click"),
    labels=table(
        """scoring_model,label,rank,alternative,component,at_least
        m,hot,2,1,behaviour,journey
        m,hot,2,2,quote,1
        m,warm,1,1,fit,8
        m,warm,1,1,behaviour,3
        m,out,0,,,"""
    ),
    scoring_models=table(
        "scoring_model,audience,handover_label,is_active\nm,all,hot,yes\nold,all,,no"
    ),
)


@pytest.mark.parametrize(
    ("names", "vip", "label"),
    [
        ([], "yes", "out"),
        (["open"], "no", "out"),
        (["open"], "yes", "warm"),
        (["click"], "no", "out"),
        (["open", "click"], "no", "hot"),
        (["quote"], "no", "hot"),
    ],
)
def test_a_label_holds_when_all_rows_of_one_alternative_do(names, vip, label):
    events = [event for name in names for event in happened(name, 0)]
    result = run(LABELLED, events, contacts=[contact(vip=vip)])
    assert list(result.scores) == [("c", "m")]
    assert result.scores["c", "m"].label == label


def test_a_journey_step_without_points_is_an_error_that_names_it():
    steps = table("scoring_model,step_order,behaviour\nm,1,open\nm,2,dance")
    with pytest.raises(ValueError, match="dance"):
        run(LABELLED | {"journey_steps": steps})


def test_an_mql_knows_when_it_qualified_and_when_it_cools():
    # Hot on day 0 with 3 + 4, too cool on day 14 with 3 + 2, hot again on day 20.
    events = happened("open", 0) + happened("click", 0, 20)
    result = run(LABELLED, events)
    assert [(r.label, r.total_points) for r in result.history[:3]] == [
        ("hot", 7),
        ("out", 5),
        ("hot", 9),
    ]
    (mql,) = result.mqls
    # On day 30 the clicks leave 1 + 4, on day 34 only 1 + 2.
    assert (mql.qualified_on, mql.cools_on) == (ex.after(20), ex.after(34))


def test_a_label_above_the_handover_cools_before_it_leaves_sales():
    at_warm = {
        "scoring_models": table(
            "scoring_model,audience,handover_label,is_active\nm,all,warm,yes"
        )
    }
    # Warm by an open on day 0, hot by a click on day 5 that has faded on day 19.
    result = run(
        LABELLED | at_warm,
        happened("open", 0) + happened("click", 5),
        contacts=[contact(vip="yes")],
    )
    (mql,) = result.mqls
    assert (mql.qualified_on, mql.cools_on) == (ex.after(0), ex.after(19))


def test_an_excluded_contact_keeps_its_score_but_is_no_mql():
    own_staff = {"exclusions": table("reason,field,pattern\nown_staff,email,%@us._x")}
    staff = contact(email="eva@us.xx")
    result = run(LABELLED | own_staff, happened("quote", 0), contacts=[staff])
    assert result.scores["c", "m"].exclusion_reason == "own_staff"
    assert result.scores["c", "m"].label == "hot"
    assert result.mqls == []


def test_a_won_deal_counts_from_its_closing_day():
    customers = {"exclusions": table("reason,field,pattern\nours,won_deal,yes")}
    deal = {"deal_id": "d", "contact_id": "c", "created_at": "2025-01-01"}
    deal |= {"closed_at": "2025-01-05", "stage": " Won "}
    for day, expected in ((3, None), (4, "ours")):
        result = run(seeds() | customers, deals=[deal], as_of=ex.after(day))
        assert result.scores["c", "m"].exclusion_reason == expected


def test_a_contact_is_scored_by_the_models_of_its_audience():
    models = table(
        """scoring_model,audience,handover_label,is_active
        b,b2b,,yes
        c,b2c,,yes
        m,all,,yes"""
    )
    rank_0 = table(
        """scoring_model,label,rank,alternative
        b,none,0,
        c,none,0,
        m,none,0,"""
    )
    people = [contact("1"), contact("2", audience="B2C "), contact("3", audience="x")]
    result = run(seeds(scoring_models=models, labels=rank_0), contacts=people)
    assert {who: {m for w, m in result.scores if w == who} for who in "123"} == {
        "1": {"b", "m"},
        "2": {"c", "m"},
        "3": {"m"},
    }


# --- raw rows -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-03-04", datetime.fromisoformat("2025-03-04 00:00:00")),
        ("2025-03-04T05:06:07Z", datetime.fromisoformat("2025-03-04 05:06:07")),
        (" 2025-03-04 05:06 ", datetime.fromisoformat("2025-03-04 05:06:00")),
        ("2025-03-04 01:00:00+02:00", datetime.fromisoformat("2025-03-03 23:00:00")),
        ("2025-03-04 20:00:00-05:30", datetime.fromisoformat("2025-03-05 01:30:00")),
        ("2025-03-04 05:06:07.5", datetime.fromisoformat("2025-03-04 05:06:07.500000")),
        ("2025-02-30", None),
        ("soon", None),
        (None, None),
    ],
)
def test_moments_are_read_as_utc(text, expected):
    assert moment(text) == expected


def test_like_knows_percent_and_underscore_and_case():
    assert like("/pricing/teams", "/pricing%")
    assert like("a_b", "a_b")
    assert like("axb", "a_b")
    assert not like("/Pricing", "/pricing%")
    assert not like("x/pricing", "/pricing%")
    assert not like(None, "%")


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", 1), (" -2.50 ", Fraction(-5, 2)), ("1,5", None), ("", None), ("NaN", None)],
)
def test_only_plain_numbers_are_numbers(text, value):
    assert number(text) == value


def test_the_great_circle_from_lyon_to_paris_is_392_km():
    assert kilometres(45.764, 4.8357, 48.8566, 2.3522) == pytest.approx(391.5, abs=1)


def test_every_raw_row_is_accepted_or_rejected_with_its_first_reason():
    events = [
        {"event_id": key, "contact_id": who, "occurred_at": when, "event_type": "x"}
        for key, who, when in (
            (" ", "c", "2025-01-01"),
            ("1", "c", "soon"),
            ("1", "c", "2026-03-02 12:00:01"),
            ("2", "c", "2026-03-02 12:00:00"),
            ("2", "nobody", "2025-01-01"),
            ("3", None, "2025-01-01"),
            ("4", "c", "2025-01-02"),
            ("4", "c", "2025-01-02"),
        )
    ]
    orders = ordered((0, "n/a"), (0, 10))
    raw = {"contacts": [contact()], "events": events, "orders": orders}
    _, _, audit = accept(raw, ex.RUN_AT)
    assert audit == {
        ("contacts", "accepted", None): 1,
        ("events", "accepted", None): 1,
        ("events", "rejected", "missing_id"): 1,
        ("events", "rejected", "unreadable_timestamp"): 1,
        ("events", "rejected", "future_timestamp"): 1,
        ("events", "rejected", "duplicate_id"): 2,
        ("events", "rejected", "unknown_contact"): 2,
        ("orders", "accepted", None): 1,
        ("orders", "rejected", "unreadable_amount"): 1,
    }


def test_a_visitor_is_whom_the_aliases_name_or_anonymous():
    visits = [
        {"event_id": key, "contact_id": who, "anonymous_id": visitor}
        for key, who, visitor in (
            ("1", None, "a"),
            ("2", " ", "c"),
            ("3", "d", "a"),
            ("4", "nobody", "a"),
            ("5", None, None),
            ("6", None, "strange"),
            ("7", None, "a"),
            ("7", None, "strange"),
        )
    ]
    raw = {
        "contacts": [contact(), contact("d")],
        "contact_aliases": table("alias_id,contact_id\na,c\nstrange,nobody"),
        "events": [
            {**visit, "event_type": "x", "occurred_at": "2025-01-01"}
            for visit in visits
        ],
    }
    accepted, aliases, audit = accept(raw, ex.RUN_AT)
    owners = [aliases.survivor(event.contact_id) for event in accepted["events"]]
    ids = [event.cells["event_id"] for event in accepted["events"]]
    assert set(zip(ids, owners, strict=True)) == {*[("1", "c"), ("3", "d"), ("7", "c")]}
    assert audit["events", "anonymous", None] == 3
    assert audit["events", "rejected", "unknown_contact"] == 1
    assert audit["events", "rejected", "duplicate_id"] == 1


def test_a_change_is_known_by_contact_attribute_and_time():
    changes = changed("sector", (0, "a"), ("2025-01-01 00:00:00", " b"), (1, None))
    changes += changed(" ", (0, "a")) + changed("SECTOR", ("soon", "a"), (1, "a"))
    changes += changed("sector", (0, "a"), contact_id=" ")
    changes += changed("sector", (0, "a"), contact_id="nobody")
    raw = {"contacts": [contact()], "contact_changes": changes}
    accepted, _, audit = accept(raw, ex.RUN_AT)
    found = [(row.on.day, row.cells["value"]) for row in accepted["contact_changes"]]
    assert sorted(found) == [(1, "b"), (2, "a")]
    assert audit == {
        ("contacts", "accepted", None): 1,
        ("contact_changes", "accepted", None): 2,
        ("contact_changes", "rejected", "missing_id"): 2,
        ("contact_changes", "rejected", "unreadable_timestamp"): 1,
        ("contact_changes", "superseded", "superseded"): 2,
        ("contact_changes", "rejected", "unknown_contact"): 1,
    }


def test_a_cost_needs_no_contact_but_an_amount():
    costs = [
        {"cost_id": key, "spent_on": when, "amount": amount}
        for key, when, amount in (
            (None, "2025-01-01", "1"),
            ("k", "2025-01-02", "1"),
            ("k", "2025-01-01", "much"),
            ("l", "soon", "1"),
            ("m", "2025-01-01", "-1"),
        )
    ]
    raw = {"contacts": [contact()], "campaign_costs": costs}
    accepted, _, audit = accept(raw, ex.RUN_AT)
    assert [row.cells["spent_on"] for row in accepted["campaign_costs"]] == [
        "2025-01-02",
        "2025-01-01",
    ]
    assert audit["campaign_costs", "rejected", "unreadable_amount"] == 1


def test_the_latest_state_stays_and_a_time_nobody_believes_is_none():
    def states(**updates):
        rows = ordered(*((0, amount) for amount in updates))
        return [
            {**row, "order_id": "o", "updated_at": at}
            for row, at in zip(rows, updates.values(), strict=True)
        ]

    def kept(orders):
        accepted, _, audit = accept(
            {"contacts": [contact()], "orders": orders}, ex.RUN_AT
        )
        return [order.cells["amount"] for order in accepted["orders"]], audit

    dated = {"7": None, "8": "2025-01-01", "9": "2024-12-31", "?": "2025-01-02"}
    amounts, audit = kept(states(**dated))
    assert amounts == ["8"]
    assert audit["orders", "superseded", "superseded"] == 2
    assert audit["orders", "rejected", "unreadable_amount"] == 1
    placeholders = {"7": "9999-12-31", "5": "2999-01-01", "6": "1999-12-31"}
    amounts, audit = kept(states(**placeholders) * 2)
    assert amounts == ["5"]
    assert audit["orders", "superseded", "superseded"] == 4
    assert audit["orders", "rejected", "duplicate_id"] == 1


def test_merged_contacts_live_on_in_the_survivor():
    raw = {
        "contacts": [
            contact("a", "2025-01-01", sex="male"),
            contact("c", "2025-01-09", sex="female"),
            contact("c", "2025-01-10"),
        ],
        "events": [e | {"contact_id": "b"} for e in happened("x", 0)],
        "contact_aliases": [
            {"alias_id": "b", "contact_id": "a"},
            {"alias_id": "a", "contact_id": "c"},
        ],
    }
    accepted, aliases, audit = accept(raw, ex.RUN_AT)
    identities = Identities(aliases, {}, date(2025, 2, 1), by_time=False)
    (survivor,), merged = one_row_per_contact(accepted["contacts"], identities)
    assert survivor.cells["sex"] == "female"
    assert survivor.on == date(2025, 1, 9)
    assert [aliases.survivor(e.contact_id) for e in accepted["events"]] == ["c"]
    assert [row.contact_id for row in merged] == ["a"]
    assert audit["contacts", "superseded", "superseded"] == 1


def test_of_several_mergers_the_latest_holds_and_no_id_decides():
    aliases = [
        {"alias_id": alias, "contact_id": named, "merged_at": at}
        for alias, named, at in (
            ("dated", "c", "2025-01-02"),
            ("dated", "d", "2025-01-01"),
            ("unclear", "c", "2025-01-02"),
            ("unclear", "d", "2025-01-02"),
            ("unknown", "nobody", "2025-01-03"),
            ("unknown", "d", None),
            ("d", "d", None),
        )
    ]
    people = {"dated": "c", "unclear": "unclear", "unknown": "d", "d": "d"}
    found = Aliases(aliases, {"c", "d"}, ex.RUN_AT)
    assert {alias: found.survivor(alias) for alias in people} == people
    assert sorted(found.rejections) == [
        "alias_of_itself",
        "ambiguous_alias",
        "ambiguous_alias",
        "unknown_contact",
    ]


def test_a_circle_of_mergers_opens_where_it_began():
    def survivors(**merged_at):
        circle = [("c", "d"), ("d", "e"), ("e", "c")]
        rows = [
            {"alias_id": a, "contact_id": b, "merged_at": merged_at.get(a)}
            for a, b in circle
        ]
        found = Aliases(rows, {"c", "d", "e"}, ex.RUN_AT)
        return [found.survivor(alias) for alias in "cde"], found.rejections

    dated = survivors(c="2025-01-03", d="2025-01-01", e="2025-01-02")
    assert dated == (["d", "d", "d"], ["alias_circle"])
    assert survivors(d="2025-01-01", e="2025-01-02")[0] == ["c", "c", "c"]
    assert survivors() == (["c", "d", "e"], ["alias_circle"] * 3)


def test_contacts_created_after_as_of_are_not_there_yet():
    people = [contact("c"), contact("later", "2025-02-01")]
    result = run(FIRST_SEEDS, contacts=people, as_of=ex.after(30))
    assert list(result.scores) == [("c", "m")]
    assert run(FIRST_SEEDS, contacts=people).as_of == date(2025, 2, 1)


def test_an_event_before_its_contact_was_created_counts():
    result = run(FIRST_SEEDS, happened("main_page_visit", "2024-12-01"))
    assert points(result) == 500


def test_one_event_counts_once_per_behaviour_however_many_rows_match():
    rules = behaviours("view", field="page", pattern="/p%")
    rules += behaviours("view", field="page", pattern="%g")
    rules += [{**rules[0], "behaviour": "any_view", "field": None, "pattern": None}]
    viewed = seeds(
        behaviours=rules, point_grid=ex.grid("view,10,,,,,,\nany_view,1,,,,,,")
    )
    result = run(viewed, happened("view", 0, page="/pricing"))
    assert points(result) == 11
    assert result.audit["events", "matched", None] == 1


def test_an_asset_nobody_declared_has_no_velocity():
    assets = table("asset,velocity,content_stage\nprices,high,bofu")
    rules = behaviours("fast", field="asset_velocity", pattern="high")
    downloads = seeds(
        behaviours=rules, assets=assets, point_grid=ex.grid("fast,10,,,,,,")
    )
    for asset, expected in (("prices", "matched"), ("Prices", "unmatched")):
        result = run(downloads, happened("fast", 0, asset=asset))
        assert result.audit["events", expected, None] == 1


# --- events nobody did, repeats, days -----------------------------------------


def test_an_event_is_ignored_when_all_conditions_of_a_row_hold():
    ignored = table(
        """reason,event_type,field,pattern,field_2,pattern_2,field_3,pattern_3
        a bot,,page,/A%,,,channel,bot"""
    )
    clicks = happened("visit", 0, 0, page="/a", channel="Bot")
    clicks += happened("view", 1, page="/a") + happened("read", 2, channel="bot")
    raw = {"contacts": [contact()], "events": clicks}
    accepted, _, audit = accept(raw, ex.RUN_AT, ignored)
    assert audit["events", "ignored", "a bot"] == 2
    assert [event.at.day for event in accepted["events"]] == [2, 3]


def repeated(minutes: str, **options):
    return seeds(
        behaviours=behaviours("visit", repeat_minutes=minutes, **options)
        + behaviours("lost"),
        point_grid=ex.grid("visit,1,,,,,,"),
    )


def test_a_repeat_is_told_by_the_last_occurrence_that_counted():
    visits = [f"2025-01-01 10:{minute:02}" for minute in (0, 20, 29, 30, 40, 59)]
    assert points(run(repeated("30"), happened("visit", *visits))) == 2
    assert points(run(repeated("20"), happened("visit", *visits))) == 3


def test_what_comes_after_a_reset_is_no_repeat_of_what_came_before():
    events = happened("visit", "2025-01-01 23:58", "2025-01-02 00:06")
    events += happened("lost", "2025-01-01 23:59")
    reset = run(repeated("30", reset_by="lost"), events)
    assert booked(reset, "visit") == [(1, "earned", 1)]
    assert booked(run(repeated("30"), events), "visit") == [(0, "earned", 1)]


def test_days_of_a_zone_are_booked_on_the_utc_day_of_the_first():
    by_day = seeds(
        behaviours=behaviours("visit", count_by="day"),
        point_grid=ex.grid("visit,1,,,,,,"),
    )
    evening = happened("visit", "2025-01-01 23:50", "2025-01-02 00:10")
    raw = {"contacts": [contact()], "events": evening}
    in_utc, local = (
        score(raw, by_day, None, ex.RUN_AT, "b2b", zone)
        for zone in ("UTC", "America/New_York")
    )
    assert booked(in_utc, "visit") == [(0, "earned", 1), (1, "earned", 1)]
    assert booked(local, "visit") == [(0, "earned", 1)]


def test_by_inactivity_the_longest_silence_since_an_occurrence_counts():
    quiet = seeds(
        behaviours=behaviours("paper", "visit", kind="implicit")
        + behaviours("complaint", kind="negative"),
        decay_curves=[
            {**row, "counts_from": "last_activity"}
            for row in ex.STEADY
            if row["decay_curve"] == "steady"
        ],
        point_grid=ex.grid("paper,8,,,,,,steady"),
    )
    paper, visits = happened("paper", 0), happened("visit", *range(20, 81, 20))
    left_alone = run(quiet, paper + happened("complaint", 20))
    assert booked(left_alone, "paper") == [
        (0, "earned", 8),
        (30, "faded", -2),
        (90, "faded", -2),
        (180, "faded", -4),
    ]
    kept = run(quiet, paper + visits)
    assert [day for day, _, _ in booked(kept, "paper")] == [0, 110, 170, 260]
    back = run(quiet, paper + happened("visit", 30, 100))
    assert [day for day, _, _ in booked(back, "paper")] == [0, 30, 190, 280]
