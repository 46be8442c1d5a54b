with

event_days as (
    select * from {{ ref('int_event_days') }}
),

unmatched_groups as (
    select distinct
        kind_group,
        reported_event_type,
        match_reason
    from {{ ref('int_kind_groups') }}
    where match_reason <> 'matched'
),

unmatched_events as (
    select
        unmatched_groups.reported_event_type as event_type,
        unmatched_groups.match_reason as reason,
        cast(sum(event_days.events) as bigint) as events,
        count(distinct event_days.contact_key) as contacts,
        max(event_days.occurred_on) as last_on
    from event_days
    inner join unmatched_groups
        on event_days.kind_group = unmatched_groups.kind_group
    group by
        unmatched_groups.reported_event_type,
        unmatched_groups.match_reason
)

select * from unmatched_events
