-- Every column of the exported contacts, as far as it could be asked in a form.
-- What tells contacts, their time and their kind apart is none.
with

contacts as (
    select
        contact_key,
        attributes
    from {{ ref('stg_contacts') }}
),

fields as (
    {{ json_fields('contacts', ['contact_key'], 'attributes') }}
),

known_fields as (
    select
        contact_key,
        lower(trim(field_name)) as attribute,
        max(
            case when not {{ is_blank('field_value') }} then 1 else 0 end
        ) as is_known
    from fields
    where
        lower(trim(field_name))
        not in ('contact_id', 'created_at', 'audience')
    group by
        contact_key,
        lower(trim(field_name))
),

exported_fields as (
    select
        contacts.model_key,
        known_fields.attribute,
        cast(sum(known_fields.is_known) as bigint) as contacts_known
    from known_fields
    inner join {{ ref('int_scored_contacts') }} as contacts
        on known_fields.contact_key = contacts.contact_key
    group by
        contacts.model_key,
        known_fields.attribute
)

select * from exported_fields
