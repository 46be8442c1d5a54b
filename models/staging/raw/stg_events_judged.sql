{% set fields = ['event_type'] + var('event_fields') %}

with

doubtful_events as (
    select * from {{ ref('stg_events_doubtful') }}
),

event_kinds as (
    select * from {{ ref('stg_event_kinds') }}
),

contact_keys as (
    select * from {{ ref('stg_contact_keys') }}
),

survivors as (
    select * from {{ ref('stg_contact_survivors') }}
),

contacts as (
    select
        contact_key,
        contact_id
    from {{ ref('stg_contacts') }}
),

known_events as (
    select
        doubtful_events.*,
        contacts.contact_key,
        coalesce(contacts.contact_id, doubtful_events.exported_id)
            as contact_id
    from doubtful_events
    left join contact_keys
        on doubtful_events.exported_id = contact_keys.contact_id
    left join survivors
        on contact_keys.contact_key = survivors.exported_key
    left join contacts
        on survivors.contact_key = contacts.contact_key
),

numbered_events as (
    select
        *,
        row_number() over (
            partition by event_id, own_rejection
            order by
                occurred_at,
                contact_id,
                {{ fields | join(', ') }},
                raw_row
        ) as copy_number
    from known_events
),

judged_events as (
    select
        numbered_events.event_id,
        numbered_events.event_hash,
        numbered_events.contact_key,
        event_kinds.kind_id,
        numbered_events.occurred_at,
        numbered_events.raw_row,
        case
            when numbered_events.own_rejection is not null
                then numbered_events.own_rejection
            when numbered_events.copy_number > 1 then 'duplicate_id'
            when numbered_events.contact_key is null then 'unknown_contact'
        end as rejection_reason
    from numbered_events
    inner join event_kinds
        on
            numbered_events.event_type = event_kinds.event_type
            {% for field in var('event_fields') %}
                and numbered_events.{{ field }} = event_kinds.{{ field }}
            {% endfor %}
)

select * from judged_events
