-- Which accepted contact an exported id stands for, itself or through aliases.
-- Only a contact with new rows may be accepted who was not before.
with

contact_keys as (
    select * from {{ ref('stg_contact_keys') }}
),

contact_aliases as (
    select * from {{ ref('stg_contact_aliases') }}
),

contacts as (
    select
        contact_id,
        contact_key
    from {{ ref('stg_contacts') }}
    {% if only_news() %}
        where contact_id in (
            select judged.contact_id
            from {{ ref('stg_contacts_judged') }} as judged
            where {{ is_news('contacts') }}
        )
    {% endif %}
),

survivors as (
    select
        contact_keys.contact_key as exported_key,
        contacts.contact_key
    from contact_keys
    left join contact_aliases
        on contact_keys.contact_id = contact_aliases.alias_id
    inner join contacts
        on
            coalesce(contact_aliases.contact_id, contact_keys.contact_id)
            = contacts.contact_id
)

select * from survivors
