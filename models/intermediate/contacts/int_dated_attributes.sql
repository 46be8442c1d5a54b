-- The attributes that exclude somebody. Without a history they are as exported
-- today, since the contact came into being; a won deal has its day.
with

excluding_attributes as (
    select distinct lower(field) as attribute
    from {{ ref('stg_exclusions') }}
),

contact_attributes as (
    select attributes.*
    from {{ ref('int_contact_attributes') }} as attributes
    inner join excluding_attributes
        on attributes.attribute = excluding_attributes.attribute
    where attributes.attribute <> 'won_deal'
),

attribute_history as (
    select history.*
    from {{ ref('int_attribute_history') }} as history
    inner join excluding_attributes
        on history.attribute = excluding_attributes.attribute
),

changed_attributes as (
    select distinct
        contact_key,
        attribute
    from attribute_history
),

contacts as (
    select
        contact_key,
        created_on
    from {{ ref('stg_contacts') }}
),

dated_attributes as (
    select
        contact_attributes.contact_key,
        contact_attributes.attribute,
        contacts.created_on as from_on,
        cast(null as date) as until_on,
        contact_attributes.attribute_value
    from contact_attributes
    inner join contacts
        on contact_attributes.contact_key = contacts.contact_key
    left join changed_attributes
        on
            contact_attributes.contact_key = changed_attributes.contact_key
            and contact_attributes.attribute = changed_attributes.attribute
    where changed_attributes.contact_key is null
    union all
    select
        contact_key,
        attribute,
        from_on,
        until_on,
        attribute_value
    from attribute_history
    where attribute_value is not null
    union all
    select * from {{ ref('int_won_states') }}
)

select * from dated_attributes
