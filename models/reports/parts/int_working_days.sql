-- The working day of each date of the wall clock, as UTC times, and the seconds
-- worked on all days before. A time is then worth the seconds worked until it,
-- and two of them apart tell the working hours between.
{% set weekdays = {
    'monday': 1, 'tuesday': 2, 'wednesday': 3, 'thursday': 4, 'friday': 5,
    'saturday': 6, 'sunday': 7,
} %}

with

all_hours as (
    {{ typed_seed('working_hours') }}
),

bounds as (
    select
        min({{ add_days('day', -1) }}) as first_on,
        max({{ add_days('day', 2) }}) as last_on
    from {{ ref('int_days') }}
),

all_days as (
    {{ each_day('bounds', 'first_on', 'last_on') }}
),

working_hours as (
    select
        *,
        case weekday
            {% for weekday, number in weekdays.items() %}
                when '{{ weekday }}' then {{ number }}
            {% endfor %}
        end as weekday_number
    from all_hours
),

dated_hours as (
    select
        {% for edge in ['opens_at', 'closes_at'] %}
            {{ utc_time(
                "cast(cast(all_days.day as " ~ dbt.type_string() ~ ") || ' '
                || working_hours." ~ edge ~ " as timestamp)",
                'working_hours.time_zone'
            ) }} as {{ edge }},
        {% endfor %}
        all_days.day as local_day
    from all_days
    left join working_hours
        on
            {{ days_between(week_start('all_days.day'), 'all_days.day') }} + 1
            = working_hours.weekday_number
),

worked_seconds as (
    select
        *,
        coalesce({{ seconds_between('opens_at', 'closes_at') }}, 0) as seconds
    from dated_hours
),

working_days as (
    select
        local_day,
        opens_at,
        seconds,
        sum(seconds) over (order by local_day) - seconds as seconds_before
    from worked_seconds
)

select * from working_days
