-- Readable events, less those that are ignored, or were rejected for their id or
-- their contact.
with

ignored_groups as (
    select distinct kind_group from {{ ref('int_kind_groups') }}
    where match_reason = 'ignored'
),

readable_events as (
    select
        kind_group,
        events
    from {{ ref('int_event_counts') }}
    where
        kind_group not in (
            select ignored_groups.kind_group from ignored_groups
        )
    union all
    select
        kind_group,
        -1 as events
    from {{ ref('int_rejected_events') }}
    where is_readable
),

accepted_counts as (
    select
        kind_group,
        cast(sum(events) as bigint) as events
    from readable_events
    group by kind_group
    having sum(events) > 0
)

select * from accepted_counts
