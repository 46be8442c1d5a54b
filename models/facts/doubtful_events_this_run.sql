-- The few events that cannot be used as they stand, with the whole row as it was
-- exported: without id or time, of an unknown contact, or of an id that occurs
-- more than once. What is ignored has only the first of these faults. A visitor
-- whom nobody knows is no fault.
{% set fields = ['event_type'] + var('event_fields') %}
with

raw_events as (
    select
        *,
        {{ finite('occurred_at') }} as finite_at,
        {{ text_hash('event_id') }} as event_hash,
        {{ exported_key() }} as exported_key,
        {{ is_of_visitor() }} as is_of_visitor
    from {{ source('raw', 'doubtful_parts_this_run') }}
),

repeated_hashes as (
    select distinct event_hash from {{ ref('repeated_hashes_this_run') }}
),

exported_keys as (
    select distinct exported_key from {{ ref('events_this_run') }}
    where not is_of_visitor
),

unknown_keys as (
    select exported_keys.exported_key
    from exported_keys
    left join {{ ref('int_contact_ids') }} as contact_ids
        on exported_keys.exported_key = contact_ids.exported_key
    where contact_ids.exported_key is null
),

-- Only these three faults are looked for in every event; all else below is worked
-- out for the few that have one.
judged_events as (
    select
        *,
        {{ own_rejection('event_id', 'finite_at') }} as own_rejection,
        event_hash in (
            select repeated_hashes.event_hash from repeated_hashes
        ) as has_copies,
        exported_key in (
            select unknown_keys.exported_key from unknown_keys
        ) as is_unknown
    from raw_events
),

doubtful_events as (
    select
        judged_events.raw_part,
        judged_events.event_id,
        judged_events.event_hash,
        judged_events.exported_key,
        judged_events.is_of_visitor,
        judged_events.contact_id as exported_id,
        nullif(judged_events.anonymous_id, '') as visitor_id,
        kind_groups.kind_key,
        kind_groups.kind_group,
        judged_events.finite_at as occurred_at,
        {% for field in fields %}
            judged_events.{{ field }},
        {% endfor %}
        {{ row_as_json('judged_events.export_row') }} as raw_row,
        judged_events.own_rejection,
        judged_events.has_copies
        and judged_events.own_rejection is null as is_repeated,
        judged_events.is_unknown
    from judged_events
    left join {{ ref('int_kind_groups') }} as kind_groups
        on {{ texts_hash(fields, 'judged_events') }} = kind_groups.kind_key
    where
        (
            judged_events.own_rejection is not null
            or judged_events.has_copies
            or judged_events.is_unknown
        )
        and (
            judged_events.own_rejection is not null
            or kind_groups.match_reason <> 'ignored'
        )
)

select * from doubtful_events
