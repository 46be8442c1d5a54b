with

models as (
    select * from {{ ref('cmp_models') }}
),

scores_before as (
    select scores.*
    from {{ source('production', 'lead_scores') }} as scores
    inner join models
        on scores.scoring_model = models.scoring_model
),

scores_after as (
    select scores.*
    from {{ ref('lead_scores') }} as scores
    inner join models
        on scores.scoring_model = models.scoring_model
),

scores as (
    select
        coalesce(scores_before.contact_id, scores_after.contact_id)
            as contact_id,
        coalesce(scores_before.scoring_model, scores_after.scoring_model)
            as scoring_model,
        scores_before.total_points as total_points_before,
        scores_after.total_points as total_points_after,
        scores_before.label as label_before,
        scores_after.label as label_after,
        scores_before.label_rank as label_rank_before,
        scores_after.label_rank as label_rank_after,
        scores_before.exclusion_reason as exclusion_reason_before,
        scores_after.exclusion_reason as exclusion_reason_after
    from scores_before
    full outer join scores_after
        on
            scores_before.contact_id = scores_after.contact_id
            and scores_before.scoring_model = scores_after.scoring_model
)

select * from scores
