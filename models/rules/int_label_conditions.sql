with

label_conditions as (
    {{ typed_seed('labels', also=[
        "lower(" ~ tidy('at_least') ~ ") = 'journey' as is_journey",
    ]) }}
),

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
),

journey_points as (
    select * from {{ ref('int_journey_points') }}
),

behaviours as (
    select * from {{ ref('int_behaviours') }}
),

-- Behaviours have names as written; all else is told without regard to case.
resolved_conditions as (
    select
        scoring_models.model_key,
        label_conditions.scoring_model,
        label_conditions.label,
        label_conditions.label_rank,
        label_conditions.alternative,
        coalesce(behaviours.behaviour, lower(label_conditions.measure))
            as measure,
        lower(label_conditions.measure) not in (
            'behaviour', 'fit', 'rfm', 'total'
        ) as is_rule,
        case
            when label_conditions.is_journey then journey_points.points
            else label_conditions.at_least
        end as at_least
    from label_conditions
    inner join scoring_models
        on label_conditions.scoring_model = scoring_models.scoring_model
    left join journey_points
        on label_conditions.scoring_model = journey_points.scoring_model
    left join behaviours
        on label_conditions.measure = behaviours.behaviour
    where label_conditions.measure is not null
),

rule_conditions as (
    select distinct
        scoring_model,
        measure,
        at_least
    from resolved_conditions
    where is_rule
),

-- Each condition on a rule owns a power of two: one running sum then tells
-- which of them hold on a day.
flags as (
    select
        *,
        cast(power(2, row_number() over (
            partition by scoring_model order by measure, at_least
        ) - 1) as bigint) as flag
    from rule_conditions
),

numbered_conditions as (
    select
        resolved_conditions.*,
        coalesce(flags.flag, 0) as flag
    from resolved_conditions
    left join flags
        on
            resolved_conditions.is_rule
            and resolved_conditions.scoring_model = flags.scoring_model
            and resolved_conditions.measure = flags.measure
            and resolved_conditions.at_least = flags.at_least
)

select * from numbered_conditions
