-- Log-odds as points. The pieces that can be judged share the points they have
-- together today, so that the largest possible total stays what it is; what
-- shows no difference gets none of them. What cannot be judged keeps its step,
-- and a penalty without effect stays: it is a decision and no forecast.
create or replace temp table prices as
with log_odds as (
    select
        step_id,
        log_odds
    from read_csv($file)
),

fitted as (
    select
        steps.*,
        coalesce(log_odds.log_odds, 0) as log_odds,
        verdicts.left_because is null
        and not (steps.step_points < 0 and log_odds.log_odds >= 0)
            as is_priced
    from steps
    inner join verdicts
        on steps.step_id = verdicts.step_id
    left join log_odds
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
    from fitted
    where
        is_priced
        and step_points > 0
        and (piece <> 'each' or counts_to_max is not null)
    group by
        component,
        rule
),

scale as (
    select sum(points) / nullif(sum(log_odds), 0) as points_per_log_odds
    from largest
),

named_rules as (
    select distinct conditions.measure as rule
    from staging.stg_label_conditions as conditions
    inner join choice
        on conditions.scoring_model = choice.scoring_model
    union
    select steps.behaviour as rule
    from staging.stg_journey_steps as steps
    inner join choice
        on steps.scoring_model = choice.scoring_model
),

step_prices as (
    select
        fitted.*,
        case
            when fitted.is_priced
                then
                    fitted.log_odds * scale.points_per_log_odds
                    / fitted.weight
            else cast(fitted.step_points as double)
        end as new_step_points
    from fitted
    cross join scale
),

totals as (
    select
        step_prices.*,
        case
            when piece = 'band' then new_step_points
            else sum(new_step_points) over steps_so_far
        end as exact_points,
        max(case when is_priced then 1 else 0 end) over (
            partition by component, rule,
            case when piece = 'band' then band end
        ) = 1 as is_row_priced
    from step_prices
    window steps_so_far as (
        partition by component, rule order by step_number
    )
),

rounded as (
    select
        totals.*,
        case
            when totals.is_row_priced
                then
                    cast(
                        round(totals.exact_points / unit.unit) * unit.unit
                        as bigint
                    )
        end as rounded_points,
        unit.unit
    from totals
    cross join unit
)

-- A rule that a label or the journey names goes on earning something.
select
    rounded.* exclude (rounded_points),
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
