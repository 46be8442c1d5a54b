-- How many leads cool within each horizon, those of the shorter ones included.
with primary_models as (
    select distinct scoring_model
    from marts.lead_scores
    where is_primary
),

cooling as (
    select rpt_cooling.*
    from reports.rpt_cooling
    inner join primary_models
        on rpt_cooling.scoring_model = primary_models.scoring_model
),

horizons as (
    select distinct within_days
    from cooling
)

select
    horizons.within_days,
    count(*) as leads,
    count(case when cooling.leaves_sales then 1 end) as leaving_sales
from horizons
inner join cooling
    on horizons.within_days >= cooling.within_days
group by horizons.within_days
order by horizons.within_days
