-- Log-odds as points. The pieces that can be judged share the points they have
-- together today, so that the largest possible total stays what it is; what
-- shows no difference gets none of them. What cannot be judged keeps its step,
-- and a penalty without effect stays: it is a decision and no forecast.
with

journey_steps as (
    {{ typed_seed('journey_steps') }}
),

steps as (
    select
        steps.*,
        split.unit,
        coalesce(log_odds.log_odds, 0) as log_odds,
        verdicts.left_because is null
        and not (steps.step_points < 0 and log_odds.log_odds >= 0)
            as is_priced
    from {{ ref('int_fit_steps') }} as steps
    inner join {{ ref('int_fit_verdicts') }} as verdicts
        on steps.step_id = verdicts.step_id
    cross join {{ ref('int_fit_split') }} as split
    left join {{ source('suggestion', 'log_odds') }} as log_odds
        on steps.step_id = log_odds.step_id
),

-- A contact has all steps of a row, and one band of an attribute.
largest as (
    select
        component,
        rule,
        case
            when max(piece) = 'band' then max(step_points * weight)
            else sum(step_points * weight)
        end as points,
        case
            when max(piece) = 'band' then max(log_odds)
            else sum(log_odds)
        end as log_odds
    from steps
    where
        is_priced
        and step_points > 0
        and (piece <> 'each' or counts_to_max is not null)
    group by
        component,
        rule
),

scales as (
    select sum(points) / nullif(sum(log_odds), 0) as points_per_log_odds
    from largest
),

-- A rule that a label or the journey names goes on earning something.
named_rules as (
    select conditions.measure as rule
    from {{ ref('int_label_conditions') }} as conditions
    inner join {{ ref('int_fit_split') }} as split
        on conditions.scoring_model = split.scoring_model
    union
    select journey_steps.behaviour as rule
    from journey_steps
    inner join {{ ref('int_fit_split') }} as split
        on journey_steps.scoring_model = split.scoring_model
),

step_prices as (
    select
        steps.*,
        case
            when steps.is_priced
                then
                    steps.log_odds * scales.points_per_log_odds / steps.weight
            else steps.step_points * 1e0
        end as new_step_points
    from steps
    cross join scales
),

totals as (
    select
        *,
        case
            when piece = 'band' then new_step_points
            else sum(new_step_points) over (
                partition by component, rule order by step_number
                rows unbounded preceding
            )
        end as exact_points,
        max(case when is_priced then 1 else 0 end) over (
            partition by
                component, rule, case when piece = 'band' then band end
        ) = 1 as is_row_priced
    from step_prices
),

rounded as (
    select
        *,
        case
            when is_row_priced
                then cast(round(exact_points / unit) as bigint) * unit
        end as rounded_points
    from totals
),

fit_prices as (
    select
        rounded.step_id,
        rounded.component,
        rounded.rule,
        rounded.band,
        rounded.piece,
        rounded.step_number,
        rounded.counts_to_max,
        rounded.step_points,
        rounded.weight,
        rounded.unit,
        rounded.exact_points,
        case
            when
                named_rules.rule is not null
                and rounded.piece <> 'band'
                and rounded.rounded_points = 0
                then rounded.unit * cast(sign(rounded.step_points) as bigint)
            else rounded.rounded_points
        end as new_points
    from rounded
    left join named_rules
        on rounded.rule = named_rules.rule
)

select * from fit_prices
