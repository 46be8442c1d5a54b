-- The values that hold on as_of. Of an age its band is kept as an interval; here
-- it is told in years.
with

as_of as (
    select * from {{ ref('run_as_of') }}
),

intervals as (
    select * from {{ ref('int_attribute_intervals') }}
    where attribute_value is not null
),

contacts as (
    select * from {{ ref('stg_contacts') }}
),

contact_attributes as (
    select
        contacts.contact_key,
        intervals.attribute,
        case
            when
                intervals.attribute = 'age'
                and contacts.birth_date is not null
                then cast(
                    {{ age_on('contacts.birth_date', 'as_of.as_of') }}
                    as {{ dbt.type_string() }}
                )
            else intervals.attribute_value
        end as attribute_value
    from intervals
    inner join contacts
        on intervals.contact_key = contacts.contact_key
    inner join as_of
        on
            greatest(as_of.as_of, contacts.created_on) >= intervals.from_on
            and (
                intervals.until_on is null
                or greatest(as_of.as_of, contacts.created_on) < intervals.until_on
            )
)

select * from contact_attributes
