-- The attributes that exclude somebody. Without a history they are as exported
-- today, since ever; a won deal has its day.
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

contacts as (
    select
        contact_key,
        created_on
    from {{ ref('stg_contacts') }}
),

won_days as (
    select * from {{ ref('int_won_days') }}
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
    union all
    select
        contacts.contact_key,
        'won_deal' as attribute,
        contacts.created_on as from_on,
        won_days.won_on as until_on,
        'no' as attribute_value
    from contacts
    left join won_days
        on contacts.contact_key = won_days.contact_key
    inner join excluding_attributes
        on excluding_attributes.attribute = 'won_deal'
    where coalesce(won_days.won_on > contacts.created_on, true)
    union all
    select
        contact_key,
        'won_deal' as attribute,
        won_on as from_on,
        cast(null as date) as until_on,
        'yes' as attribute_value
    from won_days
)

select * from dated_attributes
