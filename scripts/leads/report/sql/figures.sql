-- The row of figures. New MQLs are those of the week; the rest is as of as_of.
with new_mqls as (
    select
        coalesce(
            sum(case when week_starts_on = $week then first_time_mqls end), 0
        ) as first_time,
        coalesce(
            sum(case when week_starts_on = $week - 7 then first_time_mqls end),
            0
        ) as first_time_before,
        coalesce(
            sum(case when week_starts_on = $week then returning_mqls end), 0
        ) as returning_again,
        coalesce(
            sum(case when week_starts_on = $week - 7 then returning_mqls end),
            0
        ) as returning_before
    from reports.rpt_mqls_weekly
    where is_primary
),

open_mqls as (
    select
        count(*) as open_mqls,
        count(case when is_urgent then 1 end) as urgent
    from marts.mqls
    where is_primary
),

waiting as (
    select
        count(*) as untouched,
        count(case when is_overdue then 1 end) as overdue
    from reports.rpt_untouched_mqls
),

cooling as (
    select
        count(*) as cooling_soon,
        count(case when leaves_within_days <= 7 then 1 end) as leaving_soon
    from reports.rpt_cooling
    where is_primary and days_left <= 7
)

select
    new_mqls.*,
    open_mqls.*,
    waiting.*,
    cooling.*
from new_mqls
cross join open_mqls
cross join waiting
cross join cooling
