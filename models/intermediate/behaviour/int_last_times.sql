-- Days tell most of the story. The time of day matters only for behaviours that
-- reset others or are urgent, and those are few.
with

events as (
    select * from {{ ref('stg_events') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

behaviours as (
    select * from {{ ref('int_behaviours') }}
),

reset_behaviours as (
    select distinct reset_by as behaviour from behaviours
),

timed_kinds as (
    select
        kind_behaviours.kind_id,
        behaviours.behaviour_key
    from {{ ref('int_kind_behaviours') }} as kind_behaviours
    inner join behaviours
        on kind_behaviours.behaviour = behaviours.behaviour
    left join reset_behaviours
        on behaviours.behaviour = reset_behaviours.behaviour
    where behaviours.is_urgent or reset_behaviours.behaviour is not null
),

last_times as (
    select
        events.contact_key,
        timed_kinds.behaviour_key,
        events.occurred_on,
        max(events.occurred_at) as last_at
    from events
    inner join as_of
        on events.occurred_on <= as_of.as_of
    inner join timed_kinds
        on events.kind_id = timed_kinds.kind_id
    group by
        events.contact_key,
        timed_kinds.behaviour_key,
        events.occurred_on
)

select * from last_times
