-- Few ids are repeated, so only their rows are put in order, not all events.
-- Counting hashes takes a fraction of the memory of counting texts; two ids
-- that share a hash by chance are told apart afterwards.
with

events as (
    select * from {{ ref('stg_events_read') }}
    where own_rejection is null
),

repeated_hashes as (
    select {{ text_hash('event_id') }} as id_hash
    from events
    group by {{ text_hash('event_id') }}
    having count(*) > 1
),

candidates as (
    select events.*
    from events
    inner join repeated_hashes
        on {{ text_hash('events.event_id') }} = repeated_hashes.id_hash
),

numbered_copies as (
    select
        *,
        row_number() over (
            partition by event_id
            order by
                occurred_at,
                contact_id,
                event_type,
                {% for field in var('event_fields') %}
                    {{ field }},
                {% endfor %}
                raw_row
        ) as copy_number
    from candidates
)

select * from numbered_copies
