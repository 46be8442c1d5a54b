with

label_conditions as (
    {{ typed_seed('labels') }}
),

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
),

labels as (
    select
        scoring_models.model_key,
        label_conditions.scoring_model,
        label_conditions.label,
        label_conditions.label_rank,
        min(label_conditions.next_action) as next_action
    from label_conditions
    inner join scoring_models
        on label_conditions.scoring_model = scoring_models.scoring_model
    group by
        scoring_models.model_key,
        label_conditions.scoring_model,
        label_conditions.label,
        label_conditions.label_rank
)

select * from labels
