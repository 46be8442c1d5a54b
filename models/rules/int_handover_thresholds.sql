-- What the handover label looks at first: a condition of its first alternative
-- on a component, the total if it has one. A label reached by single rules
-- alone, or a model that hands over nobody, has no threshold to draw.
with

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
),

conditions as (
    select * from {{ ref('int_label_conditions') }}
    where not is_rule
),

ordered_conditions as (
    select
        conditions.*,
        row_number() over (
            partition by conditions.model_key
            order by
                conditions.alternative,
                case when conditions.measure = 'total' then 0 else 1 end,
                conditions.measure
        ) as condition_number
    from conditions
    inner join scoring_models
        on
            conditions.model_key = scoring_models.model_key
            and conditions.label = scoring_models.handover_label
),

handover_thresholds as (
    select
        scoring_models.model_key,
        scoring_models.scoring_model,
        scoring_models.is_primary,
        coalesce(conditions.measure, 'total') as component,
        cast(ceil(conditions.at_least) as bigint) as threshold
    from scoring_models
    left join ordered_conditions as conditions
        on
            scoring_models.model_key = conditions.model_key
            and conditions.condition_number = 1
)

select * from handover_thresholds
