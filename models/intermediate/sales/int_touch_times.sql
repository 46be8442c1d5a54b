-- How long each handover took, by the calendar and in working hours.
with

first_touches as (
    select
        *,
        greatest(clock_ends_at, clock_starts_at) as clock_stops_at
    from {{ ref('int_first_touches') }}
),

working_days as (
    select * from {{ ref('int_working_days') }}
),

time_zones as (
    select coalesce(min(time_zone), 'UTC') as time_zone
    from {{ ref('stg_working_hours') }}
),

local_days as (
    select
        {% for edge in ['starts', 'stops'] %}
            cast({{ local_time(
                'first_touches.clock_' ~ edge ~ '_at', 'time_zones.time_zone'
            ) }} as date) as {{ edge }}_on,
        {% endfor %}
        first_touches.*
    from first_touches
    cross join time_zones
),

touch_times as (
    select
        local_days.contact_key,
        local_days.model_key,
        local_days.scoring_model,
        local_days.audience,
        local_days.label,
        local_days.opened_on,
        local_days.is_open,
        local_days.touched_at,
        {{ seconds_between(
            'local_days.clock_starts_at', 'local_days.clock_stops_at'
        ) }} as calendar_seconds,
        {{ working_seconds('local_days.clock_stops_at', 'stop_days') }}
        - ({{ working_seconds('local_days.clock_starts_at', 'start_days') }})
            as working_seconds
    from local_days
    inner join working_days as start_days
        on local_days.starts_on = start_days.local_day
    inner join working_days as stop_days
        on local_days.stops_on = stop_days.local_day
)

select * from touch_times
