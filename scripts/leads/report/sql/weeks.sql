-- The weeks that can be reported on, and the one meant when none is named.
with scored as (
    select max(as_of) as as_of
    from marts.lead_scores
),

known_weeks as (
    select
        week_starts_on,
        is_complete
    from reports.rpt_mqls_weekly

    union all

    select
        week_starts_on,
        false as is_complete
    from reports.rpt_score_movers
),

bounds as (
    select
        min(week_starts_on) as first_week,
        max(case when is_complete then week_starts_on end) as last_complete_week
    from known_weeks
)

select
    scored.as_of,
    cast(date_trunc('week', scored.as_of) as date) as last_week,
    coalesce(
        bounds.first_week, cast(date_trunc('week', scored.as_of) as date)
    ) as first_week,
    coalesce(
        bounds.last_complete_week,
        cast(date_trunc('week', scored.as_of) as date)
    ) as default_week
from scored
cross join bounds
