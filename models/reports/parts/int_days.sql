-- A day, week or month in which nothing happened is one to report, too.
with

bounds as (
    select
        min(created_on) as first_on,
        max(as_of) as last_on
    from {{ ref('int_scored_contacts') }}
),

all_days as (
    {{ each_day('bounds', 'first_on', 'last_on') }}
),

days as (
    select
        day,
        {{ iso_week('day') }} as iso_week,
        {{ week_start('day') }} as week_starts_on,
        {{ month_of('day') }} as month,
        cast({{ dbt.date_trunc('month', 'day') }} as date) as month_starts_on
    from all_days
)

select * from days
