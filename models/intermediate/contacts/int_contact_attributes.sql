with

contacts as (
    select * from {{ ref('stg_contacts') }}
    where {{ is_recounted('contact_key') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

near_office as (
    select * from {{ ref('int_near_office') }}
),

won_deals as (
    select distinct deals.contact_key
    from {{ ref('stg_deals') }} as deals
    inner join as_of
        on
            as_of.as_of
            >= cast(
                greatest(
                    deals.created_at,
                    coalesce(deals.closed_at, deals.created_at)
                ) as date
            )
    where deals.stage = 'won'
),

named_attributes as (
    select attribute from {{ ref('stg_fit_rules') }}
    union
    select lower(field) as attribute from {{ ref('stg_exclusions') }}
),

attribute_values as (
    select
        contacts.contact_key,
        named_attributes.attribute,
        case
            when
                named_attributes.attribute = 'age'
                and contacts.birth_date is not null
                then cast(
                    {{ age_on('contacts.birth_date', 'as_of.as_of') }}
                    as {{ dbt.type_string() }}
                )
            when named_attributes.attribute = 'near_office'
                then near_office.near_office
            when named_attributes.attribute = 'won_deal'
                then case
                    when won_deals.contact_key is null then 'no' else 'yes'
                end
            else {{ tidy(json_value(
                'contacts.attributes', 'named_attributes.attribute'
            )) }}
        end as attribute_value
    from contacts
    cross join as_of
    cross join named_attributes
    left join near_office
        on contacts.contact_key = near_office.contact_key
    left join won_deals
        on contacts.contact_key = won_deals.contact_key
),

known_values as (
    select * from attribute_values
    where attribute_value is not null
)

select * from known_values
