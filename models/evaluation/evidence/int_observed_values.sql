-- The values that contacts had in the scored attributes and when: as
-- int_fit_values, but of everybody who is evaluated on an evidence snapshot.
with

contacts as (
    select
        contact_key,
        birth_date
    from {{ ref('stg_contacts') }}
    where
        contact_key in (
            select cases.contact_key
            from {{ ref('int_observations') }} as cases
            where cases.is_evidence
        )
),

fit_attributes as (
    select distinct attribute from {{ ref('stg_fit_rules') }}
),

ages as (
    select distinct
        contacts.contact_key,
        cases.observed_on,
        {{ age_on('contacts.birth_date', 'cases.observed_on') }} as age
    from contacts
    inner join {{ ref('int_observations') }} as cases
        on contacts.contact_key = cases.contact_key
    where
        cases.is_evidence
        and contacts.birth_date is not null
),

attribute_history as (
    select history.*
    from {{ ref('int_attribute_history') }} as history
    inner join contacts
        on history.contact_key = contacts.contact_key
    inner join fit_attributes
        on history.attribute = fit_attributes.attribute
),

dated_attributes as (
    select distinct
        contact_key,
        attribute
    from attribute_history
),

lasting_values as (
    select
        attributes.contact_key,
        attributes.attribute,
        attributes.attribute_value
    from {{ ref('int_contact_attributes') }} as attributes
    inner join contacts
        on attributes.contact_key = contacts.contact_key
    inner join fit_attributes
        on attributes.attribute = fit_attributes.attribute
    left join dated_attributes
        on
            attributes.contact_key = dated_attributes.contact_key
            and attributes.attribute = dated_attributes.attribute
    where
        dated_attributes.contact_key is null
        and not (
            attributes.attribute = 'age' and contacts.birth_date is not null
        )
),

observed_values as (
    select
        contact_key,
        'age' as attribute,
        observed_on as from_on,
        {{ add_days('observed_on', 1) }} as until_on,
        cast(age as {{ dbt.type_string() }}) as attribute_value
    from ages
    union all
    select
        contact_key,
        attribute,
        from_on,
        coalesce(until_on, {{ end_of_time() }}) as until_on,
        attribute_value
    from attribute_history
    where attribute_value is not null
    union all
    select
        contact_key,
        attribute,
        {{ start_of_time() }} as from_on,
        {{ end_of_time() }} as until_on,
        attribute_value
    from lasting_values
)

select * from observed_values
