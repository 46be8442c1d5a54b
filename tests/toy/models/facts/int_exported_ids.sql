with

exported_ids as (
    select
        contact_key as exported_key,
        max(occurred_on) as last_at
    from {{ ref('int_contact_events') }}
    group by contact_key
)

select * from exported_ids
