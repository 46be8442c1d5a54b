with

rescored_contacts as (
    select distinct
        contact_key,
        created_on
    from {{ ref('int_rescored_contacts') }}
),

ages as (
    select * from {{ ref('int_ages') }}
),

aged_contacts as (
    select distinct contact_key from ages
),

contact_attributes as (
    select * from {{ ref('int_contact_attributes') }}
),

dated_ages as (
    select
        contact_key,
        'age' as attribute,
        from_on,
        cast(age as {{ dbt.type_string() }}) as attribute_value
    from ages
),

lasting_values as (
    select
        contact_attributes.contact_key,
        contact_attributes.attribute,
        rescored_contacts.created_on as from_on,
        contact_attributes.attribute_value
    from contact_attributes
    inner join rescored_contacts
        on contact_attributes.contact_key = rescored_contacts.contact_key
    left join aged_contacts
        on
            case
                when contact_attributes.attribute = 'age'
                    then contact_attributes.contact_key
            end = aged_contacts.contact_key
    where aged_contacts.contact_key is null
),

fit_values as (
    select * from dated_ages
    union all
    select * from lasting_values
)

select * from fit_values
