-- depends_on: {{ ref('reread_keys_this_run') }}
with

reported_groups as (
    select
        kind_key,
        kind_group
    from {{ ref('int_kind_groups') }}
    where reported_event_type is not null
),

seen_events as (
    select
        events.exported_key,
        reported_groups.kind_group,
        events.occurred_at as first_at,
        events.occurred_at as last_at
    from {{ ref('seen_events_this_run') }} as events
    inner join reported_groups
        on events.kind_key = reported_groups.kind_key
),

all_events as (
    select * from seen_events
    {% if is_incremental() %}
        union all
        select
            earlier.exported_key,
            earlier.kind_group,
            earlier.first_at,
            earlier.last_at
        from {{ this }} as earlier
        where
            earlier.exported_key in (
                select seen_events.exported_key from seen_events
            )
            and earlier.exported_key not in (
                select reread_keys.exported_key
                from {{ ref('reread_keys_this_run') }} as reread_keys
            )
    {% endif %}
),

unmatched_ids as (
    select
        exported_key,
        kind_group,
        min(first_at) as first_at,
        max(last_at) as last_at
    from all_events
    group by
        exported_key,
        kind_group
)

select * from unmatched_ids
