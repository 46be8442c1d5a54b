-- The history of the reports begins with the first week that has a new MQL or a
-- mover; without either the week of as_of is all there is.
with

days as (
    select * from {{ ref('int_days') }}
),

new_mqls as (
    select
        week_starts_on,
        sum(case when is_primary then first_time_mqls else 0 end)
            as first_time_mqls,
        sum(case when is_primary then returning_mqls else 0 end)
            as returning_mqls,
        sum(case when is_primary then new_mqls else 0 end) as new_mqls,
        max(case when is_primary then 1 else 0 end) = 1 as is_charted
    from {{ ref('rpt_mqls_weekly') }}
    group by week_starts_on
),

known_weeks as (
    select week_starts_on from new_mqls
    union all
    select week_starts_on from {{ ref('rpt_score_movers') }}
),

first_known_week as (
    select min(week_starts_on) as week_starts_on from known_weeks
),

bounds as (
    select
        max(days.day) as as_of,
        coalesce(
            min(first_known_week.week_starts_on), max(days.week_starts_on)
        ) as first_week
    from days
    cross join first_known_week
),

dated_weeks as (
    select distinct
        days.iso_week,
        days.week_starts_on,
        {{ add_days('days.week_starts_on', 6) }} as week_ends_on,
        bounds.as_of,
        greatest(
            {{ week_start(add_days('bounds.as_of', -6)) }}, bounds.first_week
        ) as default_week
    from days
    inner join bounds
        on days.week_starts_on >= bounds.first_week
),

counted_weeks as (
    select
        dated_weeks.*,
        cast({{ dbt.date_trunc('month', 'dated_weeks.week_ends_on') }} as date)
            as month_starts_on,
        {% for count in ['first_time_mqls', 'returning_mqls', 'new_mqls'] %}
            cast(coalesce(new_mqls.{{ count }}, 0) as bigint) as {{ count }},
        {% endfor %}
        coalesce(new_mqls.is_charted, false) as is_charted
    from dated_weeks
    left join new_mqls
        on dated_weeks.week_starts_on = new_mqls.week_starts_on
),

weeks as (
    select
        iso_week,
        week_starts_on,
        week_ends_on,
        as_of,
        week_ends_on <= as_of as is_complete,
        week_starts_on = default_week as is_default,
        month_starts_on,
        cast({{ dbt.dateadd('month', -1, 'month_starts_on') }} as date)
            as month_before_starts_on,
        first_time_mqls,
        coalesce(lag(first_time_mqls) over (order by week_starts_on), 0)
            as first_time_before,
        returning_mqls,
        coalesce(lag(returning_mqls) over (order by week_starts_on), 0)
            as returning_before,
        new_mqls,
        is_charted
    from counted_weeks
)

select * from weeks
