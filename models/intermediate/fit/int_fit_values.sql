with

scored_contacts as (
    select distinct
        contact_id,
        created_on
    from {{ ref('int_scored_contacts') }}
),

ages as (
    select * from {{ ref('int_ages') }}
),

aged_contacts as (
    select distinct contact_id from ages
),

contact_attributes as (
    select * from {{ ref('int_contact_attributes') }}
),

dated_ages as (
    select
        contact_id,
        'age' as attribute,
        from_on,
        cast(age as {{ dbt.type_string() }}) as attribute_value
    from ages
),

lasting_values as (
    select
        contact_attributes.contact_id,
        contact_attributes.attribute,
        scored_contacts.created_on as from_on,
        contact_attributes.attribute_value
    from contact_attributes
    inner join scored_contacts
        on contact_attributes.contact_id = scored_contacts.contact_id
    left join aged_contacts
        on
            case
                when contact_attributes.attribute = 'age'
                    then contact_attributes.contact_id
            end = aged_contacts.contact_id
    where aged_contacts.contact_id is null
),

fit_values as (
    select * from dated_ages
    union all
    select * from lasting_values
)

select * from fit_values
