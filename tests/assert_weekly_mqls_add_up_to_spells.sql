-- Every new lead is in one week of the weekly report, and in one alone.
with

weekly as (
    select
        scoring_model,
        sum(first_time_mqls) as first_time_mqls,
        sum(returning_mqls) as returning_mqls,
        sum(new_mqls) as new_mqls
    from {{ ref('rpt_mqls_weekly') }}
    group by scoring_model
),

spells as (
    select
        scoring_model,
        count(case when opening = 'first_time' then 1 end) as first_time_mqls,
        count(case when opening = 'returning' then 1 end) as returning_mqls,
        count(case when opening <> 'resumed' then 1 end) as new_mqls
    from {{ ref('mql_spells') }}
    group by scoring_model
),

failures as (
    select
        spells.*,
        weekly.new_mqls as weekly_mqls
    from spells
    full outer join weekly
        on spells.scoring_model = weekly.scoring_model
    where
        coalesce(spells.first_time_mqls, 0)
        <> coalesce(weekly.first_time_mqls, 0)
        or coalesce(spells.returning_mqls, 0)
        <> coalesce(weekly.returning_mqls, 0)
        or coalesce(spells.new_mqls, 0) <> coalesce(weekly.new_mqls, 0)
)

select * from failures
