-- The rows of the point grid that score, with all that pricing needs.
with

rules as (
    select * from {{ ref('int_rules') }}
    where component = 'behaviour' and rule <> 'bound'
),

behaviours as (
    select * from {{ ref('int_behaviours') }}
),

point_rules as (
    select * from {{ ref('stg_point_rules') }}
),

curves as (
    {{ typed_seed('decay_curves') }}
),

silence_curves as (
    select distinct decay_curve from curves
    where counts_from = 'last_activity'
),

behaviour_rules as (
    select
        rules.rule_key,
        rules.model_key,
        rules.scoring_model,
        behaviours.behaviour_key,
        rules.rule as behaviour,
        point_rules.points_each,
        point_rules.max_points,
        case
            when silence_curves.decay_curve is null
                then coalesce(point_rules.decay_curve, '')
        end as decay_curve,
        silence_curves.decay_curve as silence_curve,
        point_rules.decay_curve is not null
        or behaviours.reset_by is not null as can_fade,
        rules.weight
    from rules
    inner join behaviours
        on rules.rule = behaviours.behaviour
    inner join point_rules
        on
            rules.scoring_model = point_rules.scoring_model
            and rules.rule = point_rules.behaviour
    left join silence_curves
        on point_rules.decay_curve = silence_curves.decay_curve
)

select * from behaviour_rules
