with

point_tiers as (
    select * from {{ ref('stg_point_tiers') }}
),

point_rules as (
    select * from {{ ref('stg_point_rules') }}
),

-- Below the first tier a count is worth nothing.
all_tiers as (
    select
        scoring_model,
        behaviour,
        tier_from,
        points
    from point_tiers
    union all
    select
        scoring_model,
        behaviour,
        0 as tier_from,
        0 as points
    from point_rules
),

bounded_tiers as (
    select
        all_tiers.scoring_model,
        all_tiers.behaviour,
        all_tiers.tier_from,
        {{ within_max('all_tiers.points', 'point_rules.max_points') }}
            as points
    from all_tiers
    inner join point_rules
        on
            all_tiers.scoring_model = point_rules.scoring_model
            and all_tiers.behaviour = point_rules.behaviour
),

tiers_with_next as (
    select
        *,
        lead(tier_from) over (
            partition by scoring_model, behaviour order by tier_from
        ) as next_tier_from,
        lead(points) over (
            partition by scoring_model, behaviour order by tier_from
        ) as next_points
    from bounded_tiers
)

select * from tiers_with_next
