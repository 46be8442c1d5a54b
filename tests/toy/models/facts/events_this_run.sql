-- depends_on: {{ ref('run_scope') }}
with

events as (
    select
        raw_part,
        event_id,
        {{ text_hash('event_id') }} as event_hash,
        {{ text_hash("coalesce(contact_id, '')") }} as exported_key,
        event_type,
        occurred_at,
        {{ own_rejection('event_id', 'occurred_at') }} as own_rejection
    from {{ source('raw', 'events_this_run') }}
)

select * from events
where own_rejection is null
