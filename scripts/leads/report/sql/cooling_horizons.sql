-- How many leads cool within each horizon, those of the shorter ones included.
with cooling as (
    select *
    from reports.rpt_cooling
    where is_primary
),

horizons as (
    select distinct within_days
    from cooling
)

select
    horizons.within_days,
    count(*) as leads,
    count(
        case when cooling.leaves_within_days <= horizons.within_days then 1 end
    ) as leaving_sales
from horizons
inner join cooling
    on horizons.within_days >= cooling.within_days
group by horizons.within_days
order by horizons.within_days
