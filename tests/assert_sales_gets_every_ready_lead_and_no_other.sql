-- Nobody too cold, out of target or excluded reaches sales, and nobody ready
-- is missed.
with

ready as (
    select
        scores.contact_id,
        scores.scoring_model
    from {{ ref('lead_scores') }} as scores
    inner join {{ ref('stg_scoring_models') }} as models
        on scores.scoring_model = models.scoring_model
    inner join {{ ref('int_labels') }} as labels
        on
            models.scoring_model = labels.scoring_model
            and models.handover_label = labels.label
            and scores.label_rank >= labels.label_rank
    where not scores.is_excluded
),

failures as (
    select
        ready.contact_id as ready_contact,
        mqls.contact_id as listed_contact
    from ready
    full outer join {{ ref('mqls') }} as mqls
        on
            ready.contact_id = mqls.contact_id
            and ready.scoring_model = mqls.scoring_model
    where
        ready.contact_id is null
        or mqls.contact_id is null
)

select * from failures
