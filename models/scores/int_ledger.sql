-- depends_on: {{ ref('contacts_this_run') }}
-- depends_on: {{ ref('run_inputs') }}
-- The points of all rules, and what the bounds of components and of the total
-- take away or give back, so that the ledger adds up to the bounded score.
with

running_points as (
    select
        weighted_counts.*,
        point_values.model_key,
        point_values.points as points_now
    from {{ ref('weighted_counts_this_run') }} as weighted_counts
    inner join {{ ref('point_values_this_run') }} as point_values
        on
            weighted_counts.rule_key = point_values.rule_key
            and weighted_counts.weight = point_values.weight
),

point_changes as (
    select
        *,
        points_now - lag(points_now, 1, 0) over (
            partition by contact_key, rule_key
            order by effective_on
        ) as points
    from running_points
),

behaviour_points as (
    select
        contact_key,
        model_key,
        rule_key,
        effective_on,
        case cause
            when {{ cause('earned') }} then 'earned'
            when {{ cause('reset') }} then 'reset'
            when {{ cause('merged') }} then 'merged'
            else 'faded'
        end as reason,
        occurrences,
        {{ weighted_count('weight') }} as weighted_count,
        points
    from point_changes
    where points <> 0
),

rule_points as (
    select * from behaviour_points
    union all
    select * from {{ ref('fit_points_this_run') }}
    union all
    select * from {{ ref('rfm_points_this_run') }}
),

rules as (
    select * from {{ ref('int_rules') }}
),

bounds as (
    select * from rules
    where
        rule = 'bound'
        and (min_points is not null or max_points is not null)
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
