-- depends_on: {{ ref('event_parts_this_run') }}
with

event_counts as (
    select
        raw_part,
        kind_group,
        count(*) as events
    from {{ ref('events_this_run') }}
    group by
        raw_part,
        kind_group
)

select * from event_counts
