with

contacts as (
    select * from {{ ref('stg_contacts') }}
),

contact_ids as (
    select
        contact_key as exported_key,
        contact_key
    from contacts
    union
    select
        {{ text_hash('base_contacts.contact_id') }} as exported_key,
        contacts.contact_key
    from {{ ref('base_contacts') }} as base_contacts
    inner join contacts
        on base_contacts.merged_into = contacts.contact_id
    where base_contacts.own_rejection is null and base_contacts.copies_before = 1
)

select * from contact_ids
