-- Events without a readable id or time, and events of unknown contacts, which have
-- an exported_key; they go when their contact is known, and come when it is gone.
-- depends_on: {{ ref('event_parts_this_run') }}
-- depends_on: {{ ref('int_contact_ids') }}
with

unusable_events as (
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
    where is_new and (own_rejection is not null or is_unknown)
    union all
    select
        raw_part,
        event_id,
        event_hash,
        exported_key,
        kind_group,
        occurred_at,
        raw_row,
        cast(null as {{ dbt.type_string() }}) as own_rejection
    from {{ ref('lost_events_this_run') }}
)

select * from unusable_events
