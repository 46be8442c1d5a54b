with

read_events as (
    select * from {{ ref('stg_events_read') }}
),

judged_events as (
    select * from {{ ref('stg_events_judged') }}
),

survivors as (
    select * from {{ ref('stg_contact_survivors') }}
    where {{ is_recounted('contact_key') }}
),

doubtful_hashes as (
    select distinct event_hash from judged_events
    where event_hash is not null
),

plain_events as (
    select
        survivors.contact_key,
        read_events.kind_id,
        read_events.occurred_at
    from read_events
    inner join survivors
        on read_events.exported_key = survivors.exported_key
    left join doubtful_hashes
        on read_events.event_hash = doubtful_hashes.event_hash
    where doubtful_hashes.event_hash is null
),

accepted_events as (
    select * from plain_events
    union all
    select
        contact_key,
        kind_id,
        occurred_at
    from judged_events
    where
        rejection_reason is null
        and {{ is_recounted('contact_key') }}
),

dated_events as (
    select
        *,
        cast(occurred_at as date) as occurred_on
    from accepted_events
)

select * from dated_events
