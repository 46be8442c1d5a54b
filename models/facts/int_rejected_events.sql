with

repeated_events as (
    select * from {{ ref('int_repeated_events') }}
),

contact_ids as (
    select * from {{ ref('int_contact_ids') }}
),

repeated_hashes as (
    select distinct event_hash from repeated_events
),

-- A row of a repeated id is told below, with the copies of it.
unusable_rows as (
    select
        unusable_events.event_id,
        unusable_events.kind_group,
        unusable_events.raw_row,
        unusable_events.own_rejection is null as is_readable,
        false as is_anonymous,
        coalesce(unusable_events.own_rejection, 'unknown_contact')
            as rejection_reason
    from {{ ref('int_unusable_events') }} as unusable_events
    left join repeated_hashes
        on unusable_events.event_hash = repeated_hashes.event_hash
    where repeated_hashes.event_hash is null
),

repeated_rows as (
    select
        repeated_events.event_id,
        repeated_events.kind_group,
        repeated_events.raw_row,
        true as is_readable,
        repeated_events.is_of_visitor
        and contact_ids.exported_key is null as is_anonymous,
        case
            when repeated_events.is_kept then 'unknown_contact'
            else 'duplicate_id'
        end as rejection_reason
    from repeated_events
    left join contact_ids
        on repeated_events.exported_key = contact_ids.exported_key
    where
        not repeated_events.is_kept
        or (
            contact_ids.exported_key is null
            and not repeated_events.is_of_visitor
        )
),

rejected_events as (
    select * from unusable_rows
    union all
    select * from repeated_rows
)

select * from rejected_events
