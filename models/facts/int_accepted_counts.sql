-- Readable events, less those that are ignored, or were rejected for their id or
-- their contact, apart from those of visitors whom nobody knows.
with

ignored_groups as (
    select distinct kind_group from {{ ref('int_kind_groups') }}
    where match_reason = 'ignored'
),

readable_events as (
    select
        event_counts.kind_group,
        event_counts.events,
        event_counts.visitor_key is not null
        and contact_ids.exported_key is null as is_anonymous
    from {{ ref('int_event_counts') }} as event_counts
    left join {{ ref('int_contact_ids') }} as contact_ids
        on event_counts.visitor_key = contact_ids.exported_key
    where
        event_counts.kind_group not in (
            select ignored_groups.kind_group from ignored_groups
        )
    union all
    select
        kind_group,
        -1 as events,
        is_anonymous
    from {{ ref('int_rejected_events') }}
    where is_readable
),

accepted_counts as (
    select
        kind_group,
        cast(sum(case when is_anonymous then 0 else events end) as bigint) as events,
        cast(sum(case when is_anonymous then events else 0 end) as bigint)
            as anonymous_events
    from readable_events
    group by kind_group
    having sum(events) > 0
)

select * from accepted_counts
