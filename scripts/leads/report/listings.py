"""The tables of the page, in its order."""

from __future__ import annotations

from leads.report.layout import Column, Listing, columns

CONTACT = Column("contact_id", beneath=columns(("audience", "code")))
CONTACT_AND_MODEL = Column("contact_id", beneath=columns("scoring_model"))
LABEL = Column("label", "code", columns(("total_points", "number")))
WHO = ("contact_id", "scoring_model")

NEW_MQLS = columns(
    CONTACT_AND_MODEL,
    LABEL,
    Column("opened_on", "day", columns(("opening", "code"))),
    Column("channel", beneath=columns("campaign")),
    ("reasons", "prose"),
    Column("closed_by", "code", columns(("closed_on", "day"))),
)
COOLING = columns(
    CONTACT_AND_MODEL,
    LABEL,
    Column("next_label", "code", columns(("next_points", "number"))),
    Column("cools_on", "day", columns(("days_left", "number"))),
    ("within_days", "number"),
    ("leaves_sales", "flag"),
    ("fading", "prose"),
)
MOVERS = columns(
    CONTACT_AND_MODEL,
    Column(
        "change",
        "signed",
        columns(("points_before", "number"), ("points_after", "number")),
    ),
    Column("label_after", "code", columns(("label_before", "code"))),
    Column("ledger_rows", "prose", beneath=columns(("is_excluded", "flag"))),
)
FUNNEL = columns(
    ("segment", "code"),
    ("leads", "number"),
    ("mqls", "number"),
    ("touched", "number"),
    ("opportunities", "number"),
    ("lead_to_opportunity", "rate"),
    Column("won_deals", "number", columns(("won_amount", "money"))),
    Column("lost_deals", "number", columns(("open_deals", "number"))),
    ("closing_rate", "rate"),
    ("median_cycle_days", "tenths"),
)
PROMISE = (
    Column("month_starts_on", "month"),
    Column("audience", "code", columns(("label", "code"))),
)
PROMISE_KEY = ("month", "audience", "label")
ROI = columns(
    Column("tactic", beneath=columns(("breakdown", "code"))),
    ("spend", "money"),
    Column("leads", "number", columns(("cost_per_lead", "money"))),
    Column("mqls", "number", columns(("cost_per_mql", "money"))),
    Column("won_deals", "number", columns(("open_deals", "number"))),
    Column(
        "revenue",
        "money",
        columns(("deal_revenue", "money"), ("order_revenue", "money")),
    ),
    ("roi", "rate"),
    ("verdict", "badge"),
)

LISTINGS = {
    "new_mqls": Listing(
        "new_mqls",
        "reports.rpt_new_mqls",
        (*WHO, "opened_on"),
        NEW_MQLS,
        {"is_primary": True},
    ),
    "new_mqls_elsewhere": Listing(
        "new_mqls",
        "reports.rpt_new_mqls",
        (*WHO, "opened_on"),
        NEW_MQLS,
        {"is_primary": False},
    ),
    "untouched": Listing(
        "untouched",
        "reports.rpt_untouched_mqls",
        WHO,
        columns(
            CONTACT,
            Column("label", "code", columns(("rank", "number"))),
            Column("is_urgent", "flag", columns(("is_overdue", "flag"))),
            Column("hours_waited", "tenths", columns(("hours_promised", "tenths"))),
            ("hours_overdue", "tenths"),
            ("opened_on", "day"),
            ("reasons", "prose"),
        ),
    ),
    "cooling_horizons": Listing(
        "cooling_horizons",
        "reports.rpt_cooling",
        (),
        columns(
            ("within_days", "number"), ("leads", "number"), ("leaving_sales", "number")
        ),
    ),
    "cooling": Listing("cooling", "reports.rpt_cooling", WHO, COOLING),
    "cooling_soon": Listing(
        "cooling", "reports.rpt_cooling", WHO, COOLING, {"is_soon": True}
    ),
    "weekly": Listing(
        "weekly",
        "reports.rpt_mqls_weekly",
        ("iso_week", "is_primary"),
        columns(
            "iso_week",
            ("week_starts_on", "day"),
            ("first_time_mqls", "number"),
            ("returning_mqls", "number"),
            ("new_mqls", "number"),
        ),
    ),
    "funnel": Listing(
        "funnel",
        "reports.rpt_funnel",
        ("breakdown", "segment", "cohort_month"),
        FUNNEL,
    ),
    "deliveries": Listing(
        "agreement",
        "reports.rpt_service_levels",
        PROMISE_KEY,
        columns(
            *PROMISE,
            ("leads_delivered", "number"),
            ("leads_owed", "number"),
            ("delivery", "badge"),
        ),
    ),
    "first_touches": Listing(
        "agreement",
        "reports.rpt_service_levels",
        PROMISE_KEY,
        columns(
            *PROMISE,
            Column("first_touch_hours", "tenths", columns(("clock", "code"))),
            ("touched_in_time", "number"),
            ("touched_late", "number"),
            ("untouched", "number"),
            ("waiting", "number"),
            ("closed_untouched", "number"),
            ("in_time_share", "rate"),
            Column("median_hours", "tenths", columns(("p90_hours", "tenths"))),
        ),
    ),
    "follow_ups": Listing(
        "agreement",
        "reports.rpt_service_levels",
        PROMISE_KEY,
        columns(
            *PROMISE,
            ("followed_up", "number"),
            ("follow_ups_owed", "number"),
            ("follow_up", "badge"),
        ),
    ),
    "distribution": Listing(
        "distribution",
        "reports.rpt_score_distribution",
        ("scoring_model", "points_from"),
        columns(
            ("points_from", "number"),
            ("points_below", "number"),
            ("contacts", "number"),
            ("threshold", "number"),
        ),
    ),
    "rfm_grid": Listing(
        "rfm_grid",
        "reports.rpt_rfm_grid",
        ("scoring_model", "r_score", "f_score"),
        columns(("contacts", "number"), ("monetary", "money")),
    ),
    "rises": Listing(
        "movers",
        "reports.rpt_score_movers",
        ("iso_week", "scoring_model", "direction", "rank"),
        MOVERS,
        {"direction": "rise"},
    ),
    "falls": Listing(
        "movers",
        "reports.rpt_score_movers",
        ("iso_week", "scoring_model", "direction", "rank"),
        MOVERS,
        {"direction": "fall"},
    ),
    "waste": Listing(
        "roi", "reports.rpt_roi", ("breakdown", "tactic"), ROI, {"is_waste": True}
    ),
    "other_tactics": Listing(
        "roi", "reports.rpt_roi", ("breakdown", "tactic"), ROI, {"is_waste": False}
    ),
    "readiness": Listing(
        "readiness",
        "marts.readiness",
        ("readiness_check", "subject"),
        columns(
            Column("readiness_check", "code", columns(("subject", "code"))),
            ("status", "badge"),
            ("measured", "measure"),
            ("needed", "measure"),
            ("reason", "prose"),
        ),
    ),
}
