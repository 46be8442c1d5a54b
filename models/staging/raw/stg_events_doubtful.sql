-- The few events that cannot be used as they stand are read again as a whole,
-- to be judged and shown. Counting hashes of ids takes a fraction of the memory
-- of counting texts; ids that share a hash by chance are told apart later.
{% set fields = ['event_type'] + var('event_fields') %}

with

raw_events as (
    select
        *,
        {{ finite('occurred_at') }} as finite_at
    from {{ source('raw', 'events') }}
),

survivors as (
    select * from {{ ref('stg_contact_survivors') }}
),

new_events as (
    select * from {{ ref('stg_events_read') }}
    where {{ is_doubted_anew() }}
),

{% if only_news() %}
    events_of_new_ids as (
        select read_events.*
        from {{ ref('stg_events_read') }} as read_events
        where
            read_events.event_hash in (
                select new_events.event_hash from new_events
            )
    ),
{% else %}
    events_of_new_ids as (
        select * from new_events
    ),
{% endif %}

repeated_hashes as (
    select event_hash
    from events_of_new_ids
    group by event_hash
    having count(*) > 1
),

unknown_hashes as (
    select new_events.event_hash
    from new_events
    left join survivors
        on new_events.exported_key = survivors.exported_key
    where survivors.exported_key is null
),

doubtful_hashes as (
    select event_hash from repeated_hashes
    union
    select event_hash from unknown_hashes
),

judged_rows as (
    select
        raw_events.*,
        doubtful_hashes.event_hash,
        {{ own_rejection('raw_events.event_id', 'raw_events.finite_at') }}
            as own_rejection
    from raw_events
    left join doubtful_hashes
        on {{ text_hash('raw_events.event_id') }} = doubtful_hashes.event_hash
    {% if only_news() %}
        where raw_events.raw_part in (
            select new_parts.raw_part
            from {{ source('runs', 'new_parts') }} as new_parts
            where new_parts.table_name = 'events'
            union
            select events_of_new_ids.raw_part
            from events_of_new_ids
            where events_of_new_ids.event_hash in (
                select doubtful_hashes.event_hash from doubtful_hashes
            )
        )
    {% endif %}
),

-- What cannot be read was put on record when its part was new, and stays: it
-- has no hash by which a later row of its id would take it away.
doubtful_events as (
    select
        event_id,
        case when own_rejection is null then event_hash end as event_hash,
        contact_id as exported_id,
        finite_at as occurred_at,
        {% for field in fields %}
            coalesce({{ field }}, '') as {{ field }},
        {% endfor %}
        {{ row_as_json('export_row') }} as raw_row,
        raw_part,
        own_rejection
    from judged_rows
    where
        (own_rejection is null and event_hash is not null)
        or (own_rejection is not null and {{ is_news('events') }})
)

select * from doubtful_events
