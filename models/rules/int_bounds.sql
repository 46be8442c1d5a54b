-- The components, and totals, that a minimum or maximum holds.
with

component_weights as (
    select * from {{ ref('int_component_weights') }}
    where min_points is not null or max_points is not null
),

rules as (
    select * from {{ ref('int_rules') }}
    where rule = 'bound'
),

bounds as (
    select
        rules.rule_key,
        rules.model_key,
        rules.component,
        component_weights.min_points,
        component_weights.max_points
    from component_weights
    inner join rules
        on
            component_weights.scoring_model = rules.scoring_model
            and component_weights.component = rules.component
)

select * from bounds
