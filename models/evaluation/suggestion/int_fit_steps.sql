-- What can be priced: pieces of points that a case has, has not, or has in
-- part. Tiers and levels are steps upon each other, so that a later one never
-- earns less; bands of an attribute stand beside each other. A piece worth
-- nothing today leaves no row in the ledger, and nothing can be learned of it.
with

rules as (
    select rules.*
    from {{ ref('int_rules') }} as rules
    inner join {{ ref('int_fit_split') }} as split
        on rules.model_key = split.model_key
    where
        rules.kind <> 'bound'
        and rules.weight > 0
),

tiers as (
    select
        scoring_model,
        behaviour,
        tier_from as step_number,
        points - lag(points) over (
            partition by scoring_model, behaviour order by tier_from
        ) as step_points
    from {{ ref('int_point_tiers') }}
),

levels as (
    select
        *,
        row_number() over (
            partition by scoring_model, measure
            order by {{ level_order('measure', 'at_least') }}
        ) as step_number
    from {{ ref('stg_rfm_bands') }}
),

-- The names of all pieces, what they are of, and what they are worth.
pieces as (
    select
        scoring_model,
        'behaviour' as component,
        behaviour as rule,
        '' as band,
        'tier' as piece,
        step_number,
        cast(null as decimal(18, 4)) as counts_to_max,
        step_points
    from tiers
    union all
    select
        scoring_model,
        'behaviour' as component,
        behaviour as rule,
        '' as band,
        'each' as piece,
        1 as step_number,
        cast(max_points / points_each as decimal(18, 4)) as counts_to_max,
        coalesce(max_points, points_each) as step_points
    from {{ ref('stg_point_rules') }}
    where points_each <> 0
    union all
    select
        scoring_model,
        'fit' as component,
        attribute as rule,
        band,
        'band' as piece,
        1 as step_number,
        cast(null as decimal(18, 4)) as counts_to_max,
        points as step_points
    from {{ ref('stg_fit_rules') }}
    union all
    select
        scoring_model,
        'rfm' as component,
        measure as rule,
        band,
        'level' as piece,
        step_number,
        cast(null as decimal(18, 4)) as counts_to_max,
        points - lag(points, 1, 0) over (
            partition by scoring_model, measure order by step_number
        ) as step_points
    from levels
),

fit_steps as (
    select
        row_number() over (
            order by
                rules.component, rules.rule, rules.band, pieces.step_number
        ) as step_id,
        rules.rule_key,
        rules.component,
        rules.rule,
        rules.band,
        pieces.piece,
        pieces.step_number,
        pieces.counts_to_max,
        pieces.step_points,
        rules.weight
    from pieces
    inner join rules
        on
            pieces.scoring_model = rules.scoring_model
            and pieces.component = rules.component
            and pieces.rule = rules.rule
            and pieces.band = rules.band
    where pieces.step_points <> 0
)

select * from fit_steps
