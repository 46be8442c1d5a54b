with

raw_events as (
    select * from {{ source('raw', 'events') }}
),

event_kinds as (
    select * from {{ ref('stg_event_kinds') }}
),

contact_keys as (
    select * from {{ ref('stg_contact_keys') }}
),

timed_events as (
    select
        *,
        {{ finite('occurred_at') }} as finite_at
    from raw_events
),

readable_events as (
    select *
    from timed_events
    where
        {{ is_news('events') }}
        and {{ own_rejection('event_id', 'finite_at') }} is null
),

read_events as (
    select
        {{ text_hash('readable_events.event_id') }} as event_hash,
        contact_keys.contact_key as exported_key,
        event_kinds.kind_id,
        readable_events.finite_at as occurred_at,
        readable_events.raw_part
    from readable_events
    inner join contact_keys
        on coalesce(readable_events.contact_id, '') = contact_keys.contact_id
    inner join event_kinds
        on
            coalesce(readable_events.event_type, '') = event_kinds.event_type
            {% for field in var('event_fields') %}
                and coalesce(readable_events.{{ field }}, '')
                = event_kinds.{{ field }}
            {% endfor %}
)

select * from read_events
