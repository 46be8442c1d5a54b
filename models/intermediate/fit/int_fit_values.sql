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

contact_attributes as (
    select * from {{ ref('int_contact_attributes') }}
),

fit_attributes as (
    select distinct attribute from {{ ref('stg_fit_rules') }}
),

dated_values as (
    select
        contact_key,
        'age' as attribute,
        from_on,
        cast(age as {{ dbt.type_string() }}) as attribute_value
    from ages
    union all
    select
        history.contact_key,
        history.attribute,
        history.from_on,
        history.attribute_value
    from {{ ref('int_attribute_history') }} as history
    inner join rescored_contacts
        on history.contact_key = rescored_contacts.contact_key
    inner join fit_attributes
        on history.attribute = fit_attributes.attribute
),

dated_attributes as (
    select distinct
        contact_key,
        attribute
    from dated_values
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
    left join dated_attributes
        on
            contact_attributes.contact_key = dated_attributes.contact_key
            and contact_attributes.attribute = dated_attributes.attribute
    where dated_attributes.contact_key is null
),

fit_values as (
    select * from dated_values
    union all
    select * from lasting_values
)

select * from fit_values
