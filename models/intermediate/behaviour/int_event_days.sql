-- The only place where all events are counted: what follows works with days.
with

events as (
    select * from {{ ref('stg_events') }}
),

kind_groups as (
    select * from {{ ref('int_kind_groups') }}
),

event_days as (
    select
        events.contact_key,
        kind_groups.kind_group,
        events.occurred_on,
        count(*) as events
    from events
    inner join kind_groups
        on events.kind_id = kind_groups.kind_id
    group by
        events.contact_key,
        kind_groups.kind_group,
        events.occurred_on
)

select * from event_days
