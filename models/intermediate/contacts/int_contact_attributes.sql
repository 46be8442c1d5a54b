with

contacts as (
    select * from {{ ref('stg_contacts') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

near_office as (
    select * from {{ ref('int_near_office') }}
),

won_days as (
    select * from {{ ref('int_won_days') }}
),

values_now as (
    select * from {{ ref('int_attribute_history') }}
    where until_on is null
),

named_attributes as (
    select attribute from {{ ref('stg_fit_rules') }}
    union
    select lower(field) as attribute from {{ ref('stg_exclusions') }}
),

asked_attributes as (
    select
        contacts.*,
        named_attributes.attribute
    from contacts
    cross join named_attributes
    where
        (
            {{ is_recounted('contacts.contact_key') }}
            {% if only_news() %}
                or (
                    {{ is_named_anew('named_attributes.attribute') }}
                    and (contacts.contact_key, named_attributes.attribute)
                    not in (
                        select
                            known.contact_key,
                            known.attribute
                        from {{ this }} as known
                    )
                )
            {% endif %}
        )
),

attribute_values as (
    select
        asked_attributes.contact_key,
        asked_attributes.attribute,
        case
            when values_now.contact_key is not null
                then values_now.attribute_value
            when
                asked_attributes.attribute = 'age'
                and asked_attributes.birth_date is not null
                then cast(
                    {{ age_on('asked_attributes.birth_date', 'as_of.as_of') }}
                    as {{ dbt.type_string() }}
                )
            when asked_attributes.attribute = 'near_office'
                then near_office.near_office
            when asked_attributes.attribute = 'won_deal'
                then case
                    when won_days.contact_key is null then 'no' else 'yes'
                end
            else {{ tidy(json_value(
                'asked_attributes.attributes', 'asked_attributes.attribute'
            )) }}
        end as attribute_value
    from asked_attributes
    cross join as_of
    left join near_office
        on asked_attributes.contact_key = near_office.contact_key
    left join won_days
        on asked_attributes.contact_key = won_days.contact_key
    left join values_now
        on
            asked_attributes.contact_key = values_now.contact_key
            and asked_attributes.attribute = values_now.attribute
),

known_values as (
    select * from attribute_values
    where attribute_value is not null
)

select * from known_values
