-- The weeks that can be reported on, and the one meant when none is named: the
-- last one whose Sunday is over, or the only one there is.
with scored as (
    select
        max(as_of) as as_of,
        cast(date_trunc('week', max(as_of)) as date) as last_week,
        cast(date_trunc('week', max(as_of) - 6) as date) as last_complete_week
    from marts.lead_scores
),

known_weeks as (
    select week_starts_on from reports.rpt_mqls_weekly
    union all
    select week_starts_on from reports.rpt_score_movers
),

bounds as (
    select min(week_starts_on) as first_week
    from known_weeks
)

select
    scored.as_of,
    scored.last_week,
    coalesce(bounds.first_week, scored.last_week) as first_week,
    greatest(
        scored.last_complete_week,
        coalesce(bounds.first_week, scored.last_week)
    ) as default_week
from scored
cross join bounds
