-- What can be priced: pieces of points that a case has, has not, or has in
-- part. Tiers and levels are steps upon each other, so that a later one never
-- earns less; bands of an attribute stand beside each other. A piece worth
-- nothing today leaves no row in the ledger, and nothing can be learned of it.
create or replace temp table steps as
with rules as (
    select
        rules.*,
        weights.weight
    from intermediate.int_rules as rules
    inner join choice
        on rules.model_key = choice.model_key
    inner join intermediate.int_component_weights as weights
        on
            rules.scoring_model = weights.scoring_model
            and rules.component = weights.component
    where rules.rule <> 'bound' and weights.weight > 0
),

tiers as (
    select
        *,
        points - lag(points) over (
            partition by scoring_model, behaviour order by tier_from
        ) as step_points
    from intermediate.int_point_tiers
),

levels as (
    select
        *,
        row_number() over (
            partition by scoring_model, measure
            order by
                case when measure = 'recency_days' then -at_least end,
                at_least nulls first
        ) as level_number
    from staging.stg_rfm_bands
),

level_steps as (
    select
        *,
        points - lag(points, 1, 0) over (
            partition by scoring_model, measure order by level_number
        ) as step_points
    from levels
),

pieces as (
    select
        rules.*,
        'tier' as piece,
        tiers.tier_from as step_number,
        cast(null as decimal(18, 4)) as counts_to_max,
        tiers.step_points
    from rules
    inner join tiers
        on
            rules.scoring_model = tiers.scoring_model
            and rules.rule = tiers.behaviour
    where rules.component = 'behaviour'
    union all
    select
        rules.*,
        'each' as piece,
        1 as step_number,
        grid.max_points / grid.points_each as counts_to_max,
        coalesce(grid.max_points, grid.points_each) as step_points
    from rules
    inner join staging.stg_point_rules as grid
        on
            rules.scoring_model = grid.scoring_model
            and rules.rule = grid.behaviour
    where rules.component = 'behaviour' and grid.points_each <> 0
    union all
    select
        rules.*,
        'band' as piece,
        1 as step_number,
        null as counts_to_max,
        fit_rules.points as step_points
    from rules
    inner join staging.stg_fit_rules as fit_rules
        on
            rules.scoring_model = fit_rules.scoring_model
            and rules.rule = fit_rules.attribute
            and rules.band = fit_rules.band
    where rules.component = 'fit'
    union all
    select
        rules.*,
        'level' as piece,
        level_steps.level_number as step_number,
        null as counts_to_max,
        level_steps.step_points
    from rules
    inner join level_steps
        on
            rules.scoring_model = level_steps.scoring_model
            and rules.rule = level_steps.measure
            and rules.band = level_steps.band
    where rules.component = 'rfm'
)

select
    row_number() over (order by rule_key, step_number) as step_id,
    rule_key,
    component,
    rule,
    band,
    piece,
    step_number,
    counts_to_max,
    step_points,
    weight
from pieces
where step_points <> 0
