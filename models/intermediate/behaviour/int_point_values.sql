-- Few different counts occur, however many contacts there are: each is priced
-- once. Between two whole counts the points lie on the straight line.
with

counts as (
    select distinct
        scoring_model,
        behaviour,
        weighted_count,
        -- DuckDB multiplies narrow decimals within 18 digits; wide ones it
        -- gives 38.
        cast(weighted_count as decimal(20, 4)) as wide_count,
        floor(weighted_count) as whole_count
    from {{ ref('int_weighted_counts') }}
),

point_rules as (
    select * from {{ ref('stg_point_rules') }}
),

point_tiers as (
    select * from {{ ref('int_point_tiers') }}
),

weights as (
    select * from {{ ref('int_component_weights') }}
    where component = 'behaviour'
),

exact_points as (
    select
        counts.scoring_model,
        counts.behaviour,
        counts.weighted_count,
        case
            when point_rules.points_each is not null
                then {{ within_max(
                    'counts.wide_count * point_rules.points_each',
                    'point_rules.max_points'
                ) }}
            when point_tiers.next_tier_from = counts.whole_count + 1
                then
                    point_tiers.points
                    + (counts.wide_count - counts.whole_count)
                    * (point_tiers.next_points - point_tiers.points)
            else point_tiers.points
        end as points
    from counts
    inner join point_rules
        on
            counts.scoring_model = point_rules.scoring_model
            and counts.behaviour = point_rules.behaviour
    inner join point_tiers
        on
            counts.scoring_model = point_tiers.scoring_model
            and counts.behaviour = point_tiers.behaviour
            and counts.whole_count >= point_tiers.tier_from
            and (
                point_tiers.next_tier_from is null
                or counts.whole_count < point_tiers.next_tier_from
            )
),

point_values as (
    select
        exact_points.scoring_model,
        exact_points.behaviour,
        exact_points.weighted_count,
        {{ whole_points('exact_points.points', 'weights.weight') }} as points
    from exact_points
    inner join weights
        on exact_points.scoring_model = weights.scoring_model
)

select * from point_values
