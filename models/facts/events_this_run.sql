-- depends_on: {{ ref('run_scope') }}
-- The only place where all events are read: each once, when its file is new.
{% set fields = ['event_type'] + var('event_fields') %}
with

raw_events as (
    select
        *,
        {{ finite('occurred_at') }} as finite_at
    from {{ source('raw', 'events_this_run') }}
),

readable_events as (
    select
        raw_part,
        {{ text_hash('event_id') }} as event_hash,
        {{ exported_key() }} as exported_key,
        {{ is_of_visitor() }} as is_of_visitor,
        {{ texts_hash(fields) }} as kind_key,
        finite_at as occurred_at
    from raw_events
    where {{ own_rejection('event_id', 'finite_at') }} is null
)

select * from readable_events
