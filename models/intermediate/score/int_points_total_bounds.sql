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
        contact_id,
        scoring_model,
        'total' as component,
        effective_on,
        sum(points) as points
    from component_points
    group by
        contact_id,
        scoring_model,
        effective_on
),

{{ bound_points() }}

select * from bound_points
