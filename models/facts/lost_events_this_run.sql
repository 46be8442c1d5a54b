-- Events of ids that were known when their file was read and are not any more: a
-- contact is gone from the export. Nobody, most of the time.
-- depends_on: {{ ref('event_parts_this_run') }}
-- depends_on: {{ source('last_facts', 'int_known_ids') }}
{% set fields = ['event_type'] + var('event_fields') %}
with

lost_ids as (
    {% if is_whole() %}
        select exported_key from {{ ref('int_contact_ids') }}
        where false
    {% else %}
        select known_ids.exported_key
        from {{ source('last_facts', 'int_known_ids') }} as known_ids
        left join {{ ref('int_contact_ids') }} as contact_ids
            on known_ids.exported_key = contact_ids.exported_key
        where contact_ids.exported_key is null
    {% endif %}
),

kind_groups as (
    select
        kind_key,
        kind_group
    from {{ ref('int_kind_groups') }}
),

new_parts as (
    select * from {{ ref('event_parts_this_run') }}
),

raw_events as (
    select
        *,
        {{ finite('occurred_at') }} as finite_at,
        {{ text_hash("coalesce(contact_id, '')") }} as exported_key
    from {{ source('raw', 'events') }}
),

lost_events as (
    select
        raw_events.raw_part,
        raw_events.event_id,
        {{ text_hash('raw_events.event_id') }} as event_hash,
        raw_events.exported_key,
        kind_groups.kind_group,
        raw_events.finite_at as occurred_at,
        {{ row_as_json('raw_events.export_row') }} as raw_row
    from raw_events
    inner join lost_ids
        on raw_events.exported_key = lost_ids.exported_key
    inner join kind_groups
        on {{ texts_hash(fields, 'raw_events') }} = kind_groups.kind_key
    left join new_parts
        on raw_events.raw_part = new_parts.raw_part
    where
        {{ own_rejection('raw_events.event_id', 'raw_events.finite_at') }} is null
        and new_parts.raw_part is null
)

select * from lost_events
