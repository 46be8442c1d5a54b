-- The clock of a promise rests while an exclusion forbids sales to call: it
-- runs within the spells of a handover alone, by the calendar or in working
-- hours.
with

working_hours as (
    {{ typed_seed('working_hours') }}
),

all_levels as (
    {{ typed_seed('service_levels') }}
),

handovers as (
    select * from {{ ref('int_handovers') }}
    where is_primary
),

spells as (
    select
        *,
        cast(opened_on as timestamp) as opened_at,
        cast(coalesce(closed_on, {{ end_of_time() }}) as timestamp)
            as closed_at
    from {{ ref('int_mql_spells') }}
),

working_days as (
    select * from {{ ref('int_working_days') }}
),

time_zones as (
    select coalesce(min(time_zone), 'UTC') as time_zone
    from working_hours
),

service_levels as (
    select
        *,
        first_touch_hours * 3600 as promised_seconds
    from all_levels
),

clock_runs as (
    select
        handovers.contact_key,
        handovers.model_key,
        handovers.opened_on,
        greatest(handovers.clock_starts_at, spells.opened_at) as starts_at,
        -- A run that would stop before it starts is none.
        greatest(
            handovers.clock_starts_at,
            spells.opened_at,
            least(handovers.clock_ends_at, spells.closed_at)
        ) as stops_at
    from handovers
    inner join spells
        on
            handovers.contact_key = spells.contact_key
            and handovers.model_key = spells.model_key
            and handovers.qualified_on = spells.qualified_on
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
),

timed_handovers as (
    select
        handovers.*,
        service_levels.first_touch_hours,
        service_levels.promised_seconds,
        case
            when service_levels.clock = 'working'
                then touch_times.working_seconds
            else touch_times.calendar_seconds
        end as seconds
    from handovers
    inner join touch_times
        on
            handovers.contact_key = touch_times.contact_key
            and handovers.model_key = touch_times.model_key
            and handovers.opened_on = touch_times.opened_on
    left join service_levels
        on
            handovers.audience = service_levels.audience
            and handovers.label = service_levels.label
),

-- Where nothing was promised, no promise can be broken.
handover_clocks as (
    select
        contact_key,
        model_key,
        scoring_model,
        audience,
        label,
        opened_on,
        is_open,
        touched_at,
        first_touch_hours,
        seconds,
        {{ as_hours('seconds') }} as hours,
        case
            when seconds > promised_seconds
                then {{ as_hours('seconds - promised_seconds') }}
        end as hours_overdue,
        case
            when touched_at is null and seconds > promised_seconds
                then 'untouched'
            when touched_at is null and is_open then 'waiting'
            when touched_at is null then 'closed_untouched'
            when seconds > promised_seconds then 'touched_late'
            else 'touched_in_time'
        end as outcome
    from timed_handovers
)

select * from handover_clocks
