"""What the page asks of the published tables: plain selects, by name."""

from __future__ import annotations

from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection

from leads.database import Row, rows_of

TOP = 50
WEEKS = 26
STEPS = ("leads", "mqls", "touched", "opportunities", "won_deals")

# Of a long list the first rows are shown: rows_in_all says how many there are.
QUERIES = {
    "weeks": """
        select
            max(as_of) as as_of,
            min(week_starts_on) as first_week,
            max(week_starts_on) as last_week,
            max(case when is_default then week_starts_on end) as default_week
        from reports.rpt_weeks
    """,
    "week": """
        select *, first_time_mqls as first_time, returning_mqls as returning_again
        from reports.rpt_weeks
        where week_starts_on = $week
    """,
    "current_figures": "select * from reports.rpt_current_figures",
    "new_mqls": """
        select *, count(*) over () as rows_in_all
        from reports.rpt_new_mqls
        where week_starts_on = $week and is_primary
        order by rank, scoring_model
        limit $top
    """,
    "new_mqls_elsewhere": """
        select *, count(*) over () as rows_in_all
        from reports.rpt_new_mqls
        where week_starts_on = $week and not is_primary
        order by rank, scoring_model
        limit $top
    """,
    "untouched": """
        select *, count(*) over () as rows_in_all
        from reports.rpt_untouched_mqls
        order by
            is_urgent desc, is_overdue desc, hours_overdue desc nulls last,
            audience, rank, contact_id
        limit $top
    """,
    "cooling": """
        select *, count(*) over () as rows_in_all
        from reports.rpt_cooling
        where is_primary
        order by
            leaves_sales desc, days_left, scoring_model, total_points desc, contact_id
        limit $top
    """,
    "cooling_horizons": """
        select * from reports.rpt_cooling_horizons order by within_days
    """,
    "weekly": """
        select *, true as is_primary
        from reports.rpt_weeks
        where
            is_charted
            and week_starts_on <= $week
            and week_starts_on > $week - 7 * $weeks
        order by week_starts_on
    """,
    "funnel": """
        select * from reports.rpt_funnel
        where breakdown = 'all' and cohort_month = 'all'
    """,
    "funnel_by_channel": """
        select *, count(*) over () as rows_in_all
        from reports.rpt_funnel
        where breakdown = 'channel' and cohort_month = 'all'
        order by leads desc, segment
        limit $top
    """,
    "agreement": """
        select * from reports.rpt_service_levels
        where month_starts_on in ($month, $month_before)
        order by month_starts_on desc, audience, label
    """,
    "distribution": """
        select * from reports.rpt_score_distribution
        where is_primary
        order by scoring_model, points_from
    """,
    "rfm_grid": """
        select * from reports.rpt_rfm_grid
        order by is_primary desc, scoring_model, r_score desc, f_score
    """,
    "movers": """
        select * from reports.rpt_score_movers
        where week_starts_on = $week and is_primary
        order by rank, scoring_model, contact_id
    """,
    "waste": """
        select *, true as is_waste, count(*) over () as rows_in_all
        from reports.rpt_roi
        where verdict = 'not_worth_it'
        order by breakdown desc, spend desc, tactic
        limit $top
    """,
    "other_tactics": """
        select *, false as is_waste, count(*) over () as rows_in_all
        from reports.rpt_roi
        where verdict <> 'not_worth_it'
        order by breakdown desc, spend desc, tactic
        limit $top
    """,
    "readiness": """
        select * from marts.readiness order by status desc, readiness_check, subject
    """,
}


def ask(connection: DuckDBPyConnection, name: str, **values: Any) -> list[Row]:
    """The rows of a query; it is told only the values it names."""
    return rows_of(connection, QUERIES[name], **values)


def answers(connection: DuckDBPyConnection, monday: date) -> dict[str, list[Row]]:
    """What the tables say about the week, by the names that the page knows."""
    [week] = ask(connection, "week", week=monday)
    told = {
        "week": monday,
        "month": week["month_starts_on"],
        "month_before": week["month_before_starts_on"],
        "top": TOP,
        "weeks": WEEKS,
    }
    found = {name: ask(connection, name, **told) for name in QUERIES}
    [current] = found["current_figures"]
    funnel = found["funnel"]
    return found | {
        "figures": [week | current],
        "past_fit": [current],
        "new_mqls": found["new_mqls"] + found["new_mqls_elsewhere"],
        "funnel": funnel + found["funnel_by_channel"],
        "funnel_steps": [
            {"place": place, "step": step, "reached": row[step]}
            for row in funnel
            for place, step in enumerate(STEPS, start=1)
        ],
        "roi": found["waste"] + found["other_tactics"],
    }
