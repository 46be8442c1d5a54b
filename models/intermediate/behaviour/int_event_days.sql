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
        events.contact_id,
        kind_groups.kind_group,
        events.occurred_on,
        count(*) as events,
        min(events.occurred_at) as first_at,
        max(events.occurred_at) as last_at
    from events
    inner join kind_groups
        on
            events.event_type = kind_groups.event_type
            {% for field in var('event_fields') %}
                and events.{{ field }} = kind_groups.{{ field }}
            {% endfor %}
    group by
        events.contact_id,
        kind_groups.kind_group,
        events.occurred_on
)

select * from event_days
