with

exclusions as (
    select * from {{ ref('int_exclusions') }}
),

as_of as (
    select * from {{ ref('run_as_of') }}
),

exclusions_in_force as (
    select
        exclusions.contact_key,
        exclusions.reason as exclusion_reason,
        row_number() over (
            partition by exclusions.contact_key
            order by exclusions.priority, exclusions.from_on
        ) as match_number
    from exclusions
    inner join as_of
        on
            exclusions.from_on <= as_of.as_of
            and coalesce(exclusions.until_on, {{ end_of_time() }})
            > as_of.as_of
),

excluded_contacts as (
    select
        contact_key,
        exclusion_reason
    from exclusions_in_force
    where match_number = 1
)

select * from excluded_contacts
