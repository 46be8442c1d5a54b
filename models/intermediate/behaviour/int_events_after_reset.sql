-- On most days every occurrence lies on one side of the reset. Only where a
-- day has both are its events looked at again.
with

mixed_days as (
    select
        behaviour_days.contact_id,
        behaviour_days.behaviour,
        behaviour_days.occurred_on,
        resets.reset_at
    from {{ ref('int_behaviour_days') }} as behaviour_days
    inner join {{ ref('int_resets') }} as resets
        on
            behaviour_days.contact_id = resets.contact_id
            and behaviour_days.behaviour = resets.behaviour
            and behaviour_days.occurred_on = resets.reset_on
    where
        behaviour_days.first_at < resets.reset_at
        and behaviour_days.last_at >= resets.reset_at
),

events as (
    select * from {{ ref('stg_events') }}
),

kind_groups as (
    select * from {{ ref('int_kind_groups') }}
),

group_behaviours as (
    select * from {{ ref('int_group_behaviours') }}
),

events_after_reset as (
    select
        mixed_days.contact_id,
        mixed_days.behaviour,
        mixed_days.occurred_on,
        count(*) as events
    from events
    inner join mixed_days
        on
            events.contact_id = mixed_days.contact_id
            and events.occurred_on = mixed_days.occurred_on
            and events.occurred_at >= mixed_days.reset_at
    inner join kind_groups
        on
            events.event_type = kind_groups.event_type
            {% for field in var('event_fields') %}
                and events.{{ field }} = kind_groups.{{ field }}
            {% endfor %}
    inner join group_behaviours
        on
            kind_groups.kind_group = group_behaviours.kind_group
            and mixed_days.behaviour = group_behaviours.behaviour
    group by
        mixed_days.contact_id,
        mixed_days.behaviour,
        mixed_days.occurred_on
)

select * from events_after_reset
