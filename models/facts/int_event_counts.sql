-- depends_on: {{ ref('run_inputs') }}
with

counted_kinds as (
    select
        raw_part,
        kind_key,
        count(*) as events
    from {{ ref('events_this_run') }}
    group by
        raw_part,
        kind_key
),

event_counts as (
    select
        counted_kinds.raw_part,
        kind_groups.kind_group,
        cast(sum(counted_kinds.events) as bigint) as events
    from counted_kinds
    inner join {{ ref('int_kind_groups') }} as kind_groups
        on counted_kinds.kind_key = kind_groups.kind_key
    group by
        counted_kinds.raw_part,
        kind_groups.kind_group
)

select * from event_counts
