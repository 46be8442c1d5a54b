with

events as (
    select
        exported_key,
        behaviour,
        occurred_at,
        1 as events
    from {{ ref('int_matched_events') }}
    union all
    select
        repeated_events.exported_key,
        behaviours.behaviour,
        repeated_events.occurred_at,
        -1 as events
    from {{ ref('int_repeated_events') }} as repeated_events
    inner join {{ ref('behaviours') }} as behaviours
        on repeated_events.event_type = behaviours.event_type
    where not repeated_events.is_kept
),

contact_events as (
    select
        contact_ids.contact_key,
        events.behaviour,
        cast(events.occurred_at as date) as occurred_on,
        sum(events.events) as events
    from events
    inner join {{ ref('int_contact_ids') }} as contact_ids
        on events.exported_key = contact_ids.exported_key
    group by
        contact_ids.contact_key,
        events.behaviour,
        cast(events.occurred_at as date)
)

select * from contact_events
where events > 0
