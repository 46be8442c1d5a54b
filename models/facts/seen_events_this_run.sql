-- depends_on: {{ source('raw', 'events') }}
-- The events that say when an exported id was first and last seen: those of new
-- files, and all of ids that lose one of theirs. Of repeated ids the copy that
-- stays.
{% set fields = ['event_type'] + var('event_fields') %}
with

repeated_events as (
    select * from {{ ref('int_repeated_events') }}
),

repeated_hashes as (
    select distinct event_hash from repeated_events
),

reread_keys as (
    select * from {{ ref('reread_keys_this_run') }}
),

new_events as (
    select
        exported_key,
        kind_key,
        event_hash,
        occurred_at
    from {{ ref('events_this_run') }}
    {% if not is_whole() %}
        union all
        select
            exported_key,
            kind_key,
            event_hash,
            finite_at as occurred_at
        from (
            select
                {{ text_hash("coalesce(contact_id, '')") }} as exported_key,
                {{ texts_hash(fields) }} as kind_key,
                {{ text_hash('event_id') }} as event_hash,
                event_id,
                {{ finite('occurred_at') }} as finite_at
            from {{ source('raw', 'events') }}
        ) as all_events
        where
            {{ own_rejection('event_id', 'finite_at') }} is null
            and exported_key in (select reread_keys.exported_key from reread_keys)
    {% endif %}
),

seen_events as (
    select
        new_events.exported_key,
        new_events.kind_key,
        new_events.occurred_at
    from new_events
    left join repeated_hashes
        on new_events.event_hash = repeated_hashes.event_hash
    where repeated_hashes.event_hash is null
    union all
    select
        repeated_events.exported_key,
        repeated_events.kind_key,
        repeated_events.occurred_at
    from repeated_events
    left join reread_keys
        on repeated_events.exported_key = reread_keys.exported_key
    where
        repeated_events.is_kept
        and (
            reread_keys.exported_key is not null
            or repeated_events.event_hash in (
                select other_copies.event_hash
                from {{ ref('repeated_hashes_this_run') }} as other_copies
            )
        )
)

select * from seen_events
