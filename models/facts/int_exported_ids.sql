-- depends_on: {{ source('raw', 'events') }}
-- Not before int_unusable_events has asked whom earlier runs have seen:
-- depends_on: {{ ref('int_unusable_events') }}
-- When each exported contact id was first and last seen, by group of kinds. Of a
-- repeated event the copy that stays counts; a contact id that loses an event to
-- such a copy is read again, with all its events.
{% set fields = ['event_type'] + var('event_fields') %}
with

repeated_events as (
    select * from {{ ref('int_repeated_events') }}
),

reread_keys as (
    select * from {{ ref('reread_keys_this_run') }}
),

{% if is_incremental() %}
    reread_events as (
        select
            {{ exported_key() }} as exported_key,
            {{ is_of_visitor() }} as is_of_visitor,
            {{ texts_hash(fields) }} as kind_key,
            {{ text_hash('event_id') }} as event_hash,
            event_id,
            {{ finite('occurred_at') }} as finite_at
        from {{ source('raw', 'events') }}
        where
            {{ exported_key() }}
            in (select reread_keys.exported_key from reread_keys)
    ),
{% endif %}

read_events as (
    select
        exported_key,
        is_of_visitor,
        kind_key,
        event_hash,
        occurred_at
    from {{ ref('events_this_run') }}
    {% if is_incremental() %}
        union all
        select
            exported_key,
            is_of_visitor,
            kind_key,
            event_hash,
            finite_at as occurred_at
        from reread_events
        where {{ own_rejection('event_id', 'finite_at') }} is null
    {% endif %}
),

seen_events as (
    select
        exported_key,
        is_of_visitor,
        kind_key,
        occurred_at
    from read_events
    where
        event_hash not in (
            select repeated_events.event_hash from repeated_events
        )
    union all
    select
        exported_key,
        is_of_visitor,
        kind_key,
        occurred_at
    from repeated_events
    where
        is_kept
        and (
            exported_key in (select reread_keys.exported_key from reread_keys)
            or event_hash in (
                select other_copies.event_hash
                from {{ ref('repeated_hashes_this_run') }} as other_copies
            )
        )
),

seen_ids as (
    select
        seen_events.exported_key,
        seen_events.is_of_visitor,
        kind_groups.seen_group,
        min(seen_events.occurred_at) as first_at,
        max(seen_events.occurred_at) as last_at
    from seen_events
    inner join {{ ref('int_kind_groups') }} as kind_groups
        on seen_events.kind_key = kind_groups.kind_key
    where kind_groups.match_reason <> 'ignored'
    group by
        seen_events.exported_key,
        seen_events.is_of_visitor,
        kind_groups.seen_group
),

{% if is_incremental() %}
    earlier_ids as (
        select
            exported_key,
            is_of_visitor,
            seen_group,
            first_at,
            last_at
        from {{ this }}
        where
            exported_key in (select seen_ids.exported_key from seen_ids)
            and exported_key not in (
                select reread_keys.exported_key from reread_keys
            )
    ),

    exported_ids as (
        select
            exported_key,
            is_of_visitor,
            seen_group,
            min(first_at) as first_at,
            max(last_at) as last_at
        from (
            select * from seen_ids
            union all
            select * from earlier_ids
        ) as ids
        group by
            exported_key,
            is_of_visitor,
            seen_group
    )
{% else %}
    exported_ids as (
        select * from seen_ids
    )
{% endif %}

select * from exported_ids
