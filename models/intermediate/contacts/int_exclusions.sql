with

exclusions as (
    select * from {{ ref('stg_exclusions') }}
),

behaviours as (
    select * from {{ ref('int_behaviours') }}
),

explained_exclusions as (
    select
        exclusions.*,
        case
            when lower(exclusions.field) = 'won_deal' then 'won'
            when behaviours.kind = 'negative' then 'opted_out'
            else 'excluded'
        end as closed_by
    from exclusions
    left join behaviours
        on exclusions.field = behaviours.behaviour
),

matches as (
    select
        dated_attributes.contact_key,
        exclusions.priority,
        exclusions.reason,
        exclusions.closed_by,
        dated_attributes.from_on,
        dated_attributes.until_on
    from {{ ref('int_dated_attributes') }} as dated_attributes
    inner join explained_exclusions as exclusions
        on
            dated_attributes.attribute = lower(exclusions.field)
            and lower(dated_attributes.attribute_value)
            like lower(exclusions.pattern)
    union all
    select
        behaviour_exclusions.contact_key,
        exclusions.priority,
        exclusions.reason,
        exclusions.closed_by,
        behaviour_exclusions.from_on,
        behaviour_exclusions.until_on
    from {{ ref('int_behaviour_exclusions') }} as behaviour_exclusions
    inner join explained_exclusions as exclusions
        on
            behaviour_exclusions.behaviour = exclusions.field
            and 'yes' like lower(exclusions.pattern)
)

select * from matches
