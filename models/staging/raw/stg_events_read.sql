{% set fields = var('event_fields') %}

with

raw_events as (
    select * from {{ source('raw', 'events') }}
),

contact_aliases as (
    select * from {{ ref('stg_contact_aliases') }}
),

-- An absent field is an empty text here, so that kinds of event can be joined
-- on equality; an empty text matches no pattern.
read_events as (
    select
        raw_events.event_id,
        coalesce(contact_aliases.contact_id, raw_events.contact_id)
            as contact_id,
        coalesce(raw_events.event_type, '') as event_type,
        {{ finite('raw_events.occurred_at') }} as occurred_at,
        {% for field in fields %}
            coalesce(raw_events.{{ field }}, '') as {{ field }},
        {% endfor %}
        raw_events.raw_row
    from raw_events
    left join contact_aliases
        on raw_events.contact_id = contact_aliases.alias_id
),

dated_events as (
    select
        *,
        {{ own_rejection('event_id', 'occurred_at') }} as own_rejection
    from read_events
)

select * from dated_events
