with

events as (
    select * from {{ ref('stg_events_read') }}
),

repeated_events as (
    select * from {{ ref('stg_events_repeated') }}
),

contacts as (
    select contact_id from {{ ref('stg_contacts') }}
),

repeated_ids as (
    select event_id
    from repeated_events
    where copy_number = 1
),

-- Rows without a fault of their own whose id is repeated come from the
-- numbered copies; all others straight from the export.
single_events as (
    select
        events.*,
        1 as copy_number
    from events
    left join repeated_ids
        on
            case when events.own_rejection is null then events.event_id end
            = repeated_ids.event_id
    where repeated_ids.event_id is null
),

all_events as (
    select * from single_events
    union all
    select * from repeated_events
),

judged_events as (
    select
        all_events.*,
        case
            when all_events.own_rejection is not null
                then all_events.own_rejection
            when all_events.copy_number > 1 then 'duplicate_id'
            when contacts.contact_id is null then 'unknown_contact'
        end as rejection_reason
    from all_events
    left join contacts
        on all_events.contact_id = contacts.contact_id
)

select * from judged_events
