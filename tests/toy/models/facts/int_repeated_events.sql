-- depends_on: {{ ref('repeated_hashes_this_run') }}
with

copies as (
    select
        {{ text_hash('event_id') }} as event_hash,
        event_id,
        raw_part,
        {{ text_hash("coalesce(contact_id, '')") }} as exported_key,
        event_type,
        occurred_at,
        row_number() over (
            partition by event_id
            order by occurred_at, contact_id, event_type, raw_part
        ) = 1 as is_kept
    from {{ source('raw', 'doubtful_parts_this_run') }}
    where {{ own_rejection('event_id', 'occurred_at') }} is null
),

repeated_events as (
    select copies.*
    from copies
    where copies.event_hash in (
        select hashes.event_hash
        from {{ ref('repeated_hashes_this_run') }} as hashes
    )
)

select * from repeated_events
