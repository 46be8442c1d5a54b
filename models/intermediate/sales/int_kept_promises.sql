with

first_touches as (
    select * from {{ ref('int_first_touches') }}
),

touch_times as (
    select * from {{ ref('int_touch_times') }}
),

service_levels as (
    select
        *,
        first_touch_hours * 3600 as promised_seconds
    from {{ ref('stg_service_levels') }}
),

timed_handovers as (
    select
        first_touches.*,
        service_levels.first_touch_hours,
        service_levels.promised_seconds,
        case
            when service_levels.clock = 'working'
                then touch_times.working_seconds
            else touch_times.calendar_seconds
        end as seconds
    from first_touches
    inner join touch_times
        on
            first_touches.contact_key = touch_times.contact_key
            and first_touches.model_key = touch_times.model_key
            and first_touches.opened_on = touch_times.opened_on
    left join service_levels
        on
            first_touches.audience = service_levels.audience
            and first_touches.label = service_levels.label
),

-- Where nothing was promised, no promise can be broken.
kept_promises as (
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

select * from kept_promises
