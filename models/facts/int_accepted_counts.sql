-- Readable events, less those that were rejected for their id or their contact.
with

readable_events as (
    select
        kind_group,
        events
    from {{ ref('int_event_counts') }}
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
