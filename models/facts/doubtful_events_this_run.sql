-- The few events that cannot be used as they stand, with the whole row as it was
-- exported: without id or time, of an unknown contact, or of an id that occurs
-- more than once.
{% set fields = ['event_type'] + var('event_fields') %}
with

raw_events as (
    select
        *,
        {{ finite('occurred_at') }} as finite_at
    from {{ source('raw', 'doubtful_parts_this_run') }}
),

kind_groups as (
    select
        kind_key,
        kind_group
    from {{ ref('int_kind_groups') }}
),

contact_ids as (
    select * from {{ ref('int_contact_ids') }}
),

repeated_hashes as (
    select distinct event_hash from {{ ref('repeated_hashes_this_run') }}
),

keyed_events as (
    select
        *,
        {{ text_hash('event_id') }} as event_hash,
        {{ text_hash("coalesce(contact_id, '')") }} as exported_key,
        {{ texts_hash(fields) }} as kind_key,
        {{ own_rejection('event_id', 'finite_at') }} as own_rejection
    from raw_events
),

doubtful_events as (
    select
        keyed_events.raw_part,
        keyed_events.event_id,
        keyed_events.event_hash,
        keyed_events.exported_key,
        keyed_events.contact_id as exported_id,
        keyed_events.kind_key,
        kind_groups.kind_group,
        keyed_events.finite_at as occurred_at,
        {% for field in fields %}
            keyed_events.{{ field }},
        {% endfor %}
        {{ row_as_json('export_row') }} as raw_row,
        keyed_events.own_rejection,
        repeated_hashes.event_hash is not null
        and keyed_events.own_rejection is null as is_repeated,
        contact_ids.exported_key is null as is_unknown
    from keyed_events
    left join kind_groups
        on keyed_events.kind_key = kind_groups.kind_key
    left join repeated_hashes
        on keyed_events.event_hash = repeated_hashes.event_hash
    left join contact_ids
        on keyed_events.exported_key = contact_ids.exported_key
    where
        repeated_hashes.event_hash is not null
        or keyed_events.own_rejection is not null
        or contact_ids.exported_key is null
)

select * from doubtful_events
