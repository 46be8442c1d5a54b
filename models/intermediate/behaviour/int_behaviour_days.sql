with

event_days as (
    select * from {{ ref('int_event_days') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

group_behaviours as (
    select * from {{ ref('int_group_behaviours') }}
),

behaviour_days as (
    select
        event_days.contact_id,
        group_behaviours.behaviour,
        event_days.occurred_on,
        sum(event_days.events) as events,
        min(event_days.first_at) as first_at,
        max(event_days.last_at) as last_at
    from event_days
    inner join as_of
        on event_days.occurred_on <= as_of.as_of
    inner join group_behaviours
        on event_days.kind_group = group_behaviours.kind_group
    group by
        event_days.contact_id,
        group_behaviours.behaviour,
        event_days.occurred_on
)

select * from behaviour_days
