with

bounds as (
    select * from {{ ref('int_bounds') }}
    where component = 'total'
),

bounded_rules as (
    select
        rules.rule_key,
        bounds.rule_key as bound_key
    from {{ ref('int_rules') }} as rules
    inner join bounds
        on rules.model_key = bounds.model_key
),

component_points as (
    select * from {{ ref('int_rule_points') }}
    where {{ is_rescored() }}
    union all
    select * from {{ ref('int_points_component_bounds') }}
    where {{ is_rescored() }}
),

daily_points as (
    select
        component_points.contact_key,
        bounded_rules.bound_key as rule_key,
        component_points.effective_on,
        sum(component_points.points) as points
    from component_points
    inner join bounded_rules
        on component_points.rule_key = bounded_rules.rule_key
    group by
        component_points.contact_key,
        bounded_rules.bound_key,
        component_points.effective_on
),

{{ bound_points() }}

select * from bound_points
