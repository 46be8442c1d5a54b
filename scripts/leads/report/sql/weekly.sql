-- The last 26 weeks up to the chosen one, oldest first.
with weekly as (
    select
        iso_week,
        week_starts_on,
        is_primary,
        sum(first_time_mqls) as first_time_mqls,
        sum(returning_mqls) as returning_mqls,
        sum(new_mqls) as new_mqls
    from reports.rpt_mqls_weekly
    where
        is_primary
        and week_starts_on <= $week
        and week_starts_on > $week - 26 * 7
    group by
        iso_week,
        week_starts_on,
        is_primary
)

select *
from weekly
order by week_starts_on
