with

cooling as (
    select * from {{ ref('rpt_cooling') }}
    where is_primary
),

horizons as (
    select distinct within_days from cooling
),

cooling_horizons as (
    select
        horizons.within_days,
        count(*) as leads,
        count(case
            when cooling.leaves_within_days <= horizons.within_days then 1
        end) as leaving_sales
    from horizons
    inner join cooling
        on horizons.within_days >= cooling.within_days
    group by horizons.within_days
)

select * from cooling_horizons
