with

label_conditions as (
    select * from {{ ref('stg_label_conditions') }}
),

labels as (
    select
        scoring_model,
        label,
        label_rank,
        min(next_action) as next_action
    from label_conditions
    group by
        scoring_model,
        label,
        label_rank
)

select * from labels
