"""What the page asks of the published tables: plain selects, by name."""

from __future__ import annotations

from datetime import date

from duckdb import DuckDBPyConnection

from leads.database import Row, rows_of

STEPS = ("leads", "mqls", "touched", "opportunities", "won_deals")


def first(table: str, order: str, rows: str = "true") -> str:
    """Of a long list the first rows; rows_in_all says how many there are."""
    shown = f"where {rows} order by {order} limit 50"
    return f"from {table} select *, count(*) over () as rows_in_all {shown}"


NEW_MQLS = "reports.rpt_new_mqls", "rank, scoring_model"
TACTICS = "reports.rpt_roi", "breakdown desc, spend desc, tactic"
QUERIES = {
    "week": """
        from reports.rpt_weeks
        select *, first_time_mqls as first_time, returning_mqls as returning_again
        where week_starts_on = $week
    """,
    "current_figures": "from reports.rpt_current_figures",
    "new_mqls": first(*NEW_MQLS, "week_starts_on = $week and is_primary"),
    "new_mqls_elsewhere": first(*NEW_MQLS, "week_starts_on = $week and not is_primary"),
    "untouched": first(
        "reports.rpt_untouched_mqls",
        "is_urgent desc, is_overdue desc, hours_overdue desc nulls last, audience, "
        "rank, contact_id",
    ),
    "cooling": first(
        "reports.rpt_cooling",
        "leaves_sales desc, days_left, scoring_model, total_points desc, contact_id",
        "is_primary",
    ),
    "cooling_horizons": "from reports.rpt_cooling_horizons order by within_days",
    "weekly": """
        from reports.rpt_weeks
        select *, true as is_primary
        where
            is_charted
            and week_starts_on <= $week
            and week_starts_on > $week - 7 * 26
        order by week_starts_on
    """,
    "funnel": """
        from reports.rpt_funnel where breakdown = 'all' and cohort_month = 'all'
    """,
    "funnel_by_channel": first(
        "reports.rpt_funnel",
        "leads desc, segment",
        "breakdown = 'channel' and cohort_month = 'all'",
    ),
    "agreement": """
        from reports.rpt_service_levels
        where month_starts_on in ($month, $month_before)
        order by month_starts_on desc, audience, label
    """,
    "distribution": """
        from reports.rpt_score_distribution
        where is_primary
        order by scoring_model, points_from
    """,
    "rfm_grid": """
        from reports.rpt_rfm_grid
        order by is_primary desc, scoring_model, r_score desc, f_score
    """,
    "movers": """
        from reports.rpt_score_movers
        where week_starts_on = $week and is_primary
        order by rank, scoring_model, contact_id
    """,
    "waste": first(*TACTICS, "verdict = 'not_worth_it'"),
    "other_tactics": first(*TACTICS, "verdict <> 'not_worth_it'"),
    "readiness": "from marts.readiness order by status desc, readiness_check, subject",
}


def weeks(connection: DuckDBPyConnection) -> Row:
    """Of which weeks there is a report."""
    [found] = rows_of(
        connection,
        """
        select
            max(as_of) as as_of,
            min(week_starts_on) as first_week,
            max(week_starts_on) as last_week,
            max(case when is_default then week_starts_on end) as default_week
        from reports.rpt_weeks
        """,
    )
    return found


def answers(connection: DuckDBPyConnection, monday: date) -> dict[str, list[Row]]:
    """What the tables say about the week, by the names that the page knows."""
    [week] = rows_of(connection, QUERIES["week"], week=monday)
    told = {
        "week": monday,
        "month": week["month_starts_on"],
        "month_before": week["month_before_starts_on"],
    }
    found = {name: rows_of(connection, sql, **told) for name, sql in QUERIES.items()}
    [current] = found["current_figures"]
    return found | {
        "figures": [week | current],
        "funnel": found["funnel"] + found["funnel_by_channel"],
        "funnel_steps": [
            {"place": place, "step": step, "reached": row[step]}
            for row in found["funnel"]
            for place, step in enumerate(STEPS, start=1)
        ],
    }
