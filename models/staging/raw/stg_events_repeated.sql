-- Few ids are repeated, so only their rows are put in order, not all events.
with

events as (
    select * from {{ ref('stg_events_read') }}
    where own_rejection is null
),

repeated_ids as (
    select event_id
    from events
    group by event_id
    having count(*) > 1
),

numbered_copies as (
    select
        events.*,
        row_number() over (
            partition by events.event_id
            order by
                events.occurred_at,
                events.contact_id,
                events.event_type,
                {% for field in var('event_fields') %}
                    events.{{ field }},
                {% endfor %}
                events.raw_row
        ) as copy_number
    from events
    inner join repeated_ids
        on events.event_id = repeated_ids.event_id
)

select * from numbered_copies
