-- Every active model has every component; one without a row weighs 1 and has
-- no bounds.
with

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
),

components as (
    select 'behaviour' as component
    union all
    select 'fit' as component
    union all
    select 'rfm' as component
    union all
    select 'total' as component
),

score_components as (
    {{ typed_seed('score_components', also=['why']) }}
),

component_weights as (
    select
        scoring_models.model_key,
        scoring_models.scoring_model,
        components.component,
        cast(coalesce(score_components.weight, 1) as decimal(8, 4)) as weight,
        score_components.min_points,
        score_components.max_points,
        score_components.why
    from scoring_models
    cross join components
    left join score_components
        on
            scoring_models.scoring_model = score_components.scoring_model
            and components.component = score_components.component
)

select * from component_weights
