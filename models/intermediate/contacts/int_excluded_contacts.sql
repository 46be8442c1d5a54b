with

exclusions as (
    select * from {{ ref('stg_exclusions') }}
),

contact_attributes as (
    select * from {{ ref('int_contact_attributes') }}
),

behaviours_in_force as (
    select * from {{ ref('int_exclusions_in_force') }}
),

matches as (
    select
        contact_attributes.contact_key,
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
        behaviours_in_force.contact_key,
        exclusions.priority,
        exclusions.reason
    from behaviours_in_force
    inner join exclusions
        on
            behaviours_in_force.behaviour = exclusions.field
            and 'yes' like lower(exclusions.pattern)
),

ordered_matches as (
    select
        contact_key,
        reason as exclusion_reason,
        row_number() over (
            partition by contact_key order by priority
        ) as match_number
    from matches
),

excluded_contacts as (
    select
        contact_key,
        exclusion_reason
    from ordered_matches
    where match_number = 1
)

select * from excluded_contacts
