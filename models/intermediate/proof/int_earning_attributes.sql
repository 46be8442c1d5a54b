-- How many contacts each scored attribute gives points today.
with

rules as (
    select
        rule_key,
        rule as attribute
    from {{ ref('int_rules') }}
    where
        component = 'fit'
        and kind <> 'bound'
),

points_now as (
    select
        rule_points.contact_key,
        rule_points.model_key,
        rules.attribute
    from {{ ref('int_rule_points') }} as rule_points
    inner join rules
        on rule_points.rule_key = rules.rule_key
    inner join {{ ref('int_as_of') }} as as_of
        on rule_points.effective_on <= as_of.as_of
    group by
        rule_points.contact_key,
        rule_points.model_key,
        rules.attribute
    having sum(rule_points.points) <> 0
),

earning_attributes as (
    select
        model_key,
        attribute,
        count(*) as contacts_earning
    from points_now
    group by
        model_key,
        attribute
)

select * from earning_attributes
