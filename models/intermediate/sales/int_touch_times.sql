-- How long each handover took, by the calendar and in working hours.
with

clock_runs as (
    select * from {{ ref('int_clock_runs') }}
),

working_days as (
    select * from {{ ref('int_working_days') }}
),

time_zones as (
    select coalesce(min(time_zone), 'UTC') as time_zone
    from {{ ref('stg_working_hours') }}
),

local_runs as (
    select
        {% for edge in ['starts', 'stops'] %}
            cast({{ local_time(
                'clock_runs.' ~ edge ~ '_at', 'time_zones.time_zone'
            ) }} as date) as {{ edge }}_on,
        {% endfor %}
        clock_runs.*
    from clock_runs
    cross join time_zones
),

run_times as (
    select
        local_runs.contact_key,
        local_runs.model_key,
        local_runs.opened_on,
        {{ seconds_between('local_runs.starts_at', 'local_runs.stops_at') }}
            as calendar_seconds,
        {{ working_seconds('local_runs.stops_at', 'stop_days') }}
        - ({{ working_seconds('local_runs.starts_at', 'start_days') }})
            as working_seconds
    from local_runs
    inner join working_days as start_days
        on local_runs.starts_on = start_days.local_day
    inner join working_days as stop_days
        on local_runs.stops_on = stop_days.local_day
),

touch_times as (
    select
        contact_key,
        model_key,
        opened_on,
        cast(sum(calendar_seconds) as bigint) as calendar_seconds,
        cast(sum(working_seconds) as bigint) as working_seconds
    from run_times
    group by
        contact_key,
        model_key,
        opened_on
)

select * from touch_times
