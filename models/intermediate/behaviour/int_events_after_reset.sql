-- On the day of a reset its events are looked at again, by time: how many of
-- them are left?
with

resets as (
    select * from {{ ref('int_resets') }}
),

events as (
    select * from {{ ref('stg_events') }}
),

kind_behaviours as (
    select
        kind_behaviours.kind_id,
        behaviours.behaviour_key
    from {{ ref('int_kind_behaviours') }} as kind_behaviours
    inner join {{ ref('int_behaviours') }} as behaviours
        on kind_behaviours.behaviour = behaviours.behaviour
    where behaviours.reset_by is not null
),

events_after_reset as (
    select
        resets.contact_key,
        resets.behaviour_key,
        resets.reset_on,
        count(*) as events
    from events
    inner join kind_behaviours
        on events.kind_id = kind_behaviours.kind_id
    inner join resets
        on
            events.contact_key = resets.contact_key
            and kind_behaviours.behaviour_key = resets.behaviour_key
            and events.occurred_on = resets.reset_on
            and events.occurred_at >= resets.reset_at
    group by
        resets.contact_key,
        resets.behaviour_key,
        resets.reset_on
)

select * from events_after_reset
