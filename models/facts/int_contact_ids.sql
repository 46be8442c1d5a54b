-- Rows of an id count for the contact it leads to, itself or through aliases; a
-- visitor is nobody's but through aliases.
with

contacts as (
    select
        contact_id,
        contact_key
    from {{ ref('base_contacts') }}
    where rejection_reason is null
),

contact_aliases as (
    select * from {{ ref('stg_contact_aliases') }}
),

known_ids as (
    select
        contact_id as exported_id,
        contact_key
    from contacts
    union
    select
        contact_aliases.alias_id as exported_id,
        contacts.contact_key
    from contact_aliases
    inner join contacts
        on contact_aliases.contact_id = contacts.contact_id
),

contact_ids as (
    select
        {{ text_hash('exported_id') }} as exported_key,
        contact_key
    from known_ids
    union all
    select
        {{ visitor_key('contact_aliases.alias_id') }} as exported_key,
        contacts.contact_key
    from contact_aliases
    inner join contacts
        on contact_aliases.contact_id = contacts.contact_id
)

select * from contact_ids
