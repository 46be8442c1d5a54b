with

events as (
    select * from {{ ref('stg_events') }}
),

unmatched_kinds as (
    select * from {{ ref('int_kind_groups') }}
    where match_reason <> 'matched'
),

unmatched_events as (
    select
        events.event_type,
        unmatched_kinds.match_reason as reason,
        count(*) as events,
        count(distinct events.contact_id) as contacts,
        max(events.occurred_on) as last_on
    from events
    inner join unmatched_kinds
        on
            events.event_type = unmatched_kinds.event_type
            {% for field in var('event_fields') %}
                and events.{{ field }} = unmatched_kinds.{{ field }}
            {% endfor %}
    group by
        events.event_type,
        unmatched_kinds.match_reason
)

select * from unmatched_events
