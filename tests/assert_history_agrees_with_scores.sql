-- The score and label of today are those of the history on as_of.
with

scores as (
    select * from {{ ref('lead_scores') }}
    where {{ is_of_this_run('contact_id') }}
),

history as (
    select * from {{ ref('score_history') }}
    where {{ is_of_this_run('contact_id') }}
),

failures as (
    select
        scores.contact_id,
        scores.scoring_model
    from scores
    left join history
        on
            scores.contact_id = history.contact_id
            and scores.scoring_model = history.scoring_model
            and scores.as_of >= history.effective_on
            and scores.as_of < coalesce(history.until_on, {{ end_of_time() }})
    where
        history.contact_id is null
        or scores.behaviour_points <> history.behaviour_points
        or scores.fit_points <> history.fit_points
        or scores.rfm_points <> history.rfm_points
        or scores.total_points <> history.total_points
        or scores.label is distinct from history.label
)

select * from failures
