with

exclusions as (
    select * from {{ ref('stg_exclusions') }}
),

contact_attributes as (
    select * from {{ ref('int_contact_attributes') }}
),

-- A behaviour holds against a contact while an occurrence of it still counts.
behaviours_in_force as (
    select distinct
        contact_id,
        behaviour,
        'yes' as is_in_force
    from {{ ref('int_occurrences') }}
    where stops_on is null
),

matches as (
    select
        contact_attributes.contact_id,
        exclusions.priority,
        exclusions.reason
    from contact_attributes
    inner join exclusions
        on
            contact_attributes.attribute = lower(exclusions.field)
            and lower(contact_attributes.attribute_value)
            like lower(exclusions.pattern)
    union all
    select
        behaviours_in_force.contact_id,
        exclusions.priority,
        exclusions.reason
    from behaviours_in_force
    inner join exclusions
        on
            behaviours_in_force.behaviour = exclusions.field
            and behaviours_in_force.is_in_force like lower(exclusions.pattern)
),

ordered_matches as (
    select
        contact_id,
        reason as exclusion_reason,
        row_number() over (
            partition by contact_id order by priority
        ) as match_number
    from matches
),

excluded_contacts as (
    select
        contact_id,
        exclusion_reason
    from ordered_matches
    where match_number = 1
)

select * from excluded_contacts
