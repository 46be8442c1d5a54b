with

bounds as (
    select * from {{ ref('int_component_weights') }}
    where
        component <> 'total'
        and (min_points is not null or max_points is not null)
),

daily_points as (
    select
        rule_points.contact_id,
        rule_points.scoring_model,
        rule_points.component,
        rule_points.effective_on,
        sum(rule_points.points) as points
    from {{ ref('int_rule_points') }} as rule_points
    inner join bounds
        on
            rule_points.scoring_model = bounds.scoring_model
            and rule_points.component = bounds.component
    group by
        rule_points.contact_id,
        rule_points.scoring_model,
        rule_points.component,
        rule_points.effective_on
),

{{ bound_points() }}

select * from bound_points
