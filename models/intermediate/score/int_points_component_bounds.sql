with

bounds as (
    select * from {{ ref('int_bounds') }}
    where component <> 'total'
),

bounded_rules as (
    select
        rules.rule_key,
        bounds.rule_key as bound_key
    from {{ ref('int_rules') }} as rules
    inner join bounds
        on
            rules.model_key = bounds.model_key
            and rules.component = bounds.component
),

rule_points as (
    select * from {{ ref('int_rule_points') }}
    where {{ is_rescored() }}
),

daily_points as (
    select
        rule_points.contact_key,
        bounded_rules.bound_key as rule_key,
        rule_points.effective_on,
        sum(rule_points.points) as points
    from rule_points
    inner join bounded_rules
        on rule_points.rule_key = bounded_rules.rule_key
    group by
        rule_points.contact_key,
        bounded_rules.bound_key,
        rule_points.effective_on
),

{{ bound_points() }}

select * from bound_points
