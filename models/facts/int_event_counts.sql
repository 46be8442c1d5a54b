-- depends_on: {{ ref('run_inputs') }}
-- Of visitors one by one, for who they are may be known later.
with

counted_kinds as (
    select
        raw_part,
        kind_key,
        case when is_of_visitor then exported_key end as visitor_key,
        count(*) as events
    from {{ ref('events_this_run') }}
    group by
        raw_part,
        kind_key,
        case when is_of_visitor then exported_key end
),

grouped_kinds as (
    select
        counted_kinds.raw_part,
        counted_kinds.events,
        kind_groups.kind_group,
        case
            when kind_groups.match_reason <> 'ignored'
                then counted_kinds.visitor_key
        end as visitor_key
    from counted_kinds
    inner join {{ ref('int_kind_groups') }} as kind_groups
        on counted_kinds.kind_key = kind_groups.kind_key
),

event_counts as (
    select
        raw_part,
        kind_group,
        visitor_key,
        cast(sum(events) as bigint) as events
    from grouped_kinds
    group by
        raw_part,
        kind_group,
        visitor_key
)

select * from event_counts
