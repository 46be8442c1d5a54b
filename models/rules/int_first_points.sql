with

point_rules as (
    select * from {{ ref('stg_point_rules') }}
),

point_tiers as (
    select * from {{ ref('stg_point_tiers') }}
    where tier_from = 1
),

first_points as (
    select
        point_rules.scoring_model,
        point_rules.behaviour,
        {{ within_max(
            'coalesce(point_rules.points_each, point_tiers.points, 0)',
            'point_rules.max_points'
        ) }} as points
    from point_rules
    left join point_tiers
        on
            point_rules.scoring_model = point_tiers.scoring_model
            and point_rules.behaviour = point_tiers.behaviour
)

select * from first_points
