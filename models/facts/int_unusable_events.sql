-- Events without a readable id or time, and events of unknown contacts, which have
-- an exported_key; they go when their contact is known, and come when it is gone.
-- Visitors are not asked for: whom nobody knows is counted, and refused nowhere.
-- depends_on: {{ ref('int_contact_ids') }}
-- depends_on: {{ ref('int_kind_groups') }}
-- depends_on: {{ ref('int_repeated_events') }}
-- depends_on: {{ ref('run_inputs') }}
-- depends_on: {{ source('last_facts', 'int_exported_ids') }}
-- depends_on: {{ source('raw', 'events') }}
{% set fields = ['event_type'] + var('event_fields') %}
with

{% if is_incremental() %}
    new_parts as (
        select raw_part from {{ ref('run_inputs') }}
        where raw_part is not null
    ),

    seen_ids as (
        select exported_key from {{ source('last_facts', 'int_exported_ids') }}
        where not is_of_visitor
        union
        select repeated_events.exported_key
        from {{ ref('int_repeated_events') }} as repeated_events
        left join new_parts
            on repeated_events.raw_part = new_parts.raw_part
        where
            new_parts.raw_part is null
            and not repeated_events.is_of_visitor
    ),

    -- Seen before, unknown now, and not refused for it yet: the contact is gone
    -- from the export. Nobody, most of the time.
    lost_ids as (
        select seen_ids.exported_key
        from seen_ids
        left join {{ ref('int_contact_ids') }} as contact_ids
            on seen_ids.exported_key = contact_ids.exported_key
        left join {{ this }} as refused_before
            on seen_ids.exported_key = refused_before.exported_key
        where
            contact_ids.exported_key is null
            and refused_before.exported_key is null
    ),

    raw_events as (
        select
            *,
            {{ finite('occurred_at') }} as finite_at,
            {{ exported_key() }} as exported_key
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
            {{ row_as_json('raw_events.export_row') }} as raw_row,
            cast(null as {{ dbt.type_string() }}) as own_rejection
        from raw_events
        inner join lost_ids
            on raw_events.exported_key = lost_ids.exported_key
        inner join {{ ref('int_kind_groups') }} as kind_groups
            on {{ texts_hash(fields, 'raw_events') }} = kind_groups.kind_key
        left join new_parts
            on raw_events.raw_part = new_parts.raw_part
        where
            {{ own_rejection('raw_events.event_id', 'raw_events.finite_at') }}
            is null
            and kind_groups.match_reason <> 'ignored'
            and new_parts.raw_part is null
    ),
{% endif %}

read_events as (
    select
        raw_part,
        event_id,
        case when own_rejection is null then event_hash end as event_hash,
        case when own_rejection is null then exported_key end as exported_key,
        kind_group,
        occurred_at,
        raw_row,
        own_rejection
    from {{ ref('doubtful_events_this_run') }}
    where
        (own_rejection is not null or is_unknown)
        {% if is_incremental() %}
            -- Other files are read for the copies in them alone.
            and raw_part in (select new_parts.raw_part from new_parts)
        {% endif %}
),

unusable_events as (
    select * from read_events
    {% if is_incremental() %}
        union all
        select * from lost_events
    {% endif %}
)

select * from unusable_events
