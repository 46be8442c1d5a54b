-- The month of the week's Sunday, and the month before it.
with chosen as (
    select cast(date_trunc('month', $week + 6) as date) as month_starts_on
)

select rpt_service_levels.*
from reports.rpt_service_levels
inner join chosen
    on rpt_service_levels.month_starts_on in (
        chosen.month_starts_on,
        cast(chosen.month_starts_on - interval 1 month as date)
    )
order by
    rpt_service_levels.month_starts_on desc,
    rpt_service_levels.audience,
    rpt_service_levels.label
