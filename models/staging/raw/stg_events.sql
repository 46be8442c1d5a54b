with

judged_events as (
    select * from {{ ref('stg_events_judged') }}
),

accepted_events as (
    select
        contact_id,
        event_type,
        occurred_at,
        cast(occurred_at as date) as occurred_on,
        {{ var('event_fields') | join(', ') }}
    from judged_events
    where rejection_reason is null
)

select * from accepted_events
