-- Few different counts occur, however many contacts there are: each is priced
-- once. Between two whole counts the points lie on the straight line.
with

weights as (
    select distinct
        rule_key,
        weight
    from {{ ref('weighted_counts_this_run') }}
),

counts as (
    select
        rule_key,
        weight,
        -- DuckDB multiplies narrow decimals within 18 digits; wide ones it
        -- gives 38.
        cast({{ weighted_count('weight') }} as decimal(20, 4)) as wide_count,
        floor({{ weighted_count('weight') }}) as whole_count
    from weights
),

behaviour_rules as (
    select * from {{ ref('int_behaviour_rules') }}
),

point_tiers as (
    select * from {{ ref('int_point_tiers') }}
),

exact_points as (
    select
        counts.rule_key,
        behaviour_rules.model_key,
        counts.weight,
        behaviour_rules.weight as component_weight,
        case
            when behaviour_rules.points_each is not null
                then {{ within_max(
                    'counts.wide_count * behaviour_rules.points_each',
                    'behaviour_rules.max_points'
                ) }}
            when point_tiers.next_tier_from = counts.whole_count + 1
                then
                    point_tiers.points
                    + (counts.wide_count - counts.whole_count)
                    * (point_tiers.next_points - point_tiers.points)
            else point_tiers.points
        end as points
    from counts
    inner join behaviour_rules
        on counts.rule_key = behaviour_rules.rule_key
    inner join point_tiers
        on
            behaviour_rules.scoring_model = point_tiers.scoring_model
            and behaviour_rules.behaviour = point_tiers.behaviour
            and counts.whole_count >= point_tiers.tier_from
            and (
                point_tiers.next_tier_from is null
                or counts.whole_count < point_tiers.next_tier_from
            )
),

point_values as (
    select
        rule_key,
        model_key,
        weight,
        {{ whole_points('points', 'component_weight') }} as points
    from exact_points
)

select * from point_values
