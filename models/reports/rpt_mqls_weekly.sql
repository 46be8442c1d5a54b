with

new_mqls as (
    select * from {{ ref('rpt_new_mqls') }}
),

days as (
    select * from {{ ref('int_days') }}
),

first_week as (
    select min(week_starts_on) as week_starts_on from new_mqls
),

weeks as (
    select
        days.iso_week,
        days.week_starts_on,
        max(days.day) = {{ add_days('days.week_starts_on', 6) }}
            as is_complete
    from days
    inner join first_week
        on days.week_starts_on >= first_week.week_starts_on
    group by
        days.iso_week,
        days.week_starts_on
),

sources as (
    select distinct
        scoring_model,
        is_primary,
        audience,
        channel
    from new_mqls
),

weekly_counts as (
    select
        week_starts_on,
        scoring_model,
        audience,
        channel,
        count(case when opening = 'first_time' then 1 end) as first_time_mqls,
        count(case when opening = 'returning' then 1 end) as returning_mqls,
        count(*) as new_mqls
    from new_mqls
    group by
        week_starts_on,
        scoring_model,
        audience,
        channel
),

mqls_weekly as (
    select
        weeks.iso_week,
        weeks.week_starts_on,
        sources.scoring_model,
        sources.is_primary,
        sources.audience,
        sources.channel,
        coalesce(weekly_counts.first_time_mqls, 0) as first_time_mqls,
        coalesce(weekly_counts.returning_mqls, 0) as returning_mqls,
        coalesce(weekly_counts.new_mqls, 0) as new_mqls,
        weeks.is_complete
    from weeks
    cross join sources
    left join weekly_counts
        on
            weeks.week_starts_on = weekly_counts.week_starts_on
            and sources.scoring_model = weekly_counts.scoring_model
            and sources.audience = weekly_counts.audience
            and sources.channel = weekly_counts.channel
)

select * from mqls_weekly
