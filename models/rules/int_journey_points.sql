-- What somebody has who took every step of the journey once.
with

journey_steps as (
    {{ typed_seed('journey_steps') }}
),

point_rules as (
    select * from {{ ref('stg_point_rules') }}
),

-- The tier of one occurrence.
first_tiers as (
    select * from {{ ref('int_point_tiers') }}
    where tier_from <= 1 and coalesce(next_tier_from > 1, true)
),

journey_points as (
    select
        journey_steps.scoring_model,
        sum({{ within_max(
            'coalesce(point_rules.points_each, first_tiers.points)',
            'point_rules.max_points'
        ) }}) as points
    from journey_steps
    inner join point_rules
        on
            journey_steps.scoring_model = point_rules.scoring_model
            and journey_steps.behaviour = point_rules.behaviour
    inner join first_tiers
        on
            journey_steps.scoring_model = first_tiers.scoring_model
            and journey_steps.behaviour = first_tiers.behaviour
    group by journey_steps.scoring_model
)

select * from journey_points
