with

bounds as (
    select * from {{ ref('int_component_weights') }}
    where
        component <> 'total'
        and (min_points is not null or max_points is not null)
),

daily_points as (
    select
        contact_id,
        scoring_model,
        component,
        effective_on,
        sum(points) as points
    from {{ ref('int_rule_points') }}
    group by
        contact_id,
        scoring_model,
        component,
        effective_on
),

{{ bound_points() }}

select * from bound_points
