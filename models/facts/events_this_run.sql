-- depends_on: {{ ref('event_parts_this_run') }}
-- The only place where all events are read: each once, when its file is new.
{% set fields = ['event_type'] + var('event_fields') %}
with

raw_events as (
    select
        *,
        {{ finite('occurred_at') }} as finite_at
    from {{ source('raw', 'events_this_run') }}
),

kind_groups as (
    select
        kind_key,
        kind_group
    from {{ ref('int_kind_groups') }}
),

readable_events as (
    select
        raw_part,
        {{ text_hash('event_id') }} as event_hash,
        {{ text_hash("coalesce(contact_id, '')") }} as exported_key,
        {{ texts_hash(fields) }} as kind_key,
        finite_at as occurred_at
    from raw_events
    where {{ own_rejection('event_id', 'finite_at') }} is null
),

events as (
    select
        readable_events.*,
        kind_groups.kind_group
    from readable_events
    inner join kind_groups
        on readable_events.kind_key = kind_groups.kind_key
)

select * from events
