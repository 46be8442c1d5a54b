-- depends_on: {{ ref('run_inputs') }}
with

matched_events as (
    select
        events.raw_part,
        events.event_hash,
        events.exported_key,
        behaviours.behaviour,
        events.occurred_at
    from {{ ref('events_this_run') }} as events
    inner join {{ ref('behaviours') }} as behaviours
        on events.event_type = behaviours.event_type
)

select * from matched_events
