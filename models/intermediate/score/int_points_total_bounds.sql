with

bounds as (
    select * from {{ ref('int_component_weights') }}
    where
        component = 'total'
        and (min_points is not null or max_points is not null)
),

component_points as (
    select * from {{ ref('int_rule_points') }}
    union all
    select * from {{ ref('int_points_component_bounds') }}
),

daily_points as (
    select
        component_points.contact_id,
        component_points.scoring_model,
        bounds.component,
        component_points.effective_on,
        sum(component_points.points) as points
    from component_points
    inner join bounds
        on component_points.scoring_model = bounds.scoring_model
    group by
        component_points.contact_id,
        component_points.scoring_model,
        bounds.component,
        component_points.effective_on
),

{{ bound_points() }}

select * from bound_points
