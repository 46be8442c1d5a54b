-- depends_on: {{ ref('run_scope') }}
-- depends_on: {{ ref('run_inputs') }}
with

unusable_events as (
    select
        raw_part,
        event_id,
        occurred_at,
        {{ own_rejection('event_id', 'occurred_at') }} as own_rejection
    from {{ source('raw', 'events_this_run') }}
)

select * from unusable_events
where own_rejection is not null
