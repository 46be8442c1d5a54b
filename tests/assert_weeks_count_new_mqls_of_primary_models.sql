-- The weeks of the reports count every new MQL of a primary model once.
with

weeks as (
    select
        coalesce(sum(first_time_mqls), 0) as first_time_mqls,
        coalesce(sum(returning_mqls), 0) as returning_mqls,
        coalesce(sum(new_mqls), 0) as new_mqls
    from {{ ref('rpt_weeks') }}
),

arrivals as (
    select
        count(case when opening = 'first_time' then 1 end) as first_time_mqls,
        count(case when opening = 'returning' then 1 end) as returning_mqls,
        count(*) as new_mqls
    from {{ ref('rpt_new_mqls') }}
    where is_primary
),

failures as (
    select
        weeks.*,
        arrivals.new_mqls as arrived
    from weeks
    cross join arrivals
    where
        weeks.first_time_mqls <> arrivals.first_time_mqls
        or weeks.returning_mqls <> arrivals.returning_mqls
        or weeks.new_mqls <> arrivals.new_mqls
)

select * from failures
