-- depends_on: {{ ref('contacts_this_run') }}
-- depends_on: {{ ref('models_this_run') }}
-- The points of all rules, and what the bounds of components and of the total
-- take away or give back, so that the ledger adds up to the bounded score.
with

rule_points as (
    select * from {{ ref('behaviour_points_this_run') }}
    union all
    select * from {{ ref('fit_points_this_run') }}
    union all
    select * from {{ ref('rfm_points_this_run') }}
),

rules as (
    select * from {{ ref('int_rules') }}
),

bounds as (
    select * from {{ ref('int_bounds') }}
),

component_rules as (
    select
        rules.rule_key,
        bounds.rule_key as bound_key
    from rules
    inner join bounds
        on
            rules.model_key = bounds.model_key
            and rules.component = bounds.component
    where bounds.component <> 'total'
),

component_days as (
    select
        rule_points.contact_key,
        component_rules.bound_key,
        rule_points.effective_on,
        sum(rule_points.points) as points
    from rule_points
    inner join component_rules
        on rule_points.rule_key = component_rules.rule_key
    group by
        rule_points.contact_key,
        component_rules.bound_key,
        rule_points.effective_on
),

{{ bound_points('component_bounds', 'component_days') }},

component_points as (
    select * from rule_points
    union all
    select * from component_bounds
),

total_days as (
    select
        component_points.contact_key,
        bounds.rule_key as bound_key,
        component_points.effective_on,
        sum(component_points.points) as points
    from component_points
    inner join bounds
        on
            component_points.model_key = bounds.model_key
            and bounds.component = 'total'
    group by
        component_points.contact_key,
        bounds.rule_key,
        component_points.effective_on
),

{{ bound_points('total_bounds', 'total_days') }},

ledger as (
    select * from component_points
    union all
    select * from total_bounds
)

select * from ledger
