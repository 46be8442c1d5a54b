with

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

score_history as (
    select * from {{ ref('score_history') }}
),

labels as (
    select * from {{ ref('int_labels') }}
),

current_scores as (
    select
        scored_contacts.*,
        score_history.behaviour_points,
        score_history.fit_points,
        score_history.rfm_points,
        score_history.total_points,
        labels.label,
        labels.label_rank,
        labels.next_action
    from scored_contacts
    inner join score_history
        on
            scored_contacts.contact_id = score_history.contact_id
            and scored_contacts.scoring_model = score_history.scoring_model
            and scored_contacts.as_of >= score_history.effective_on
            and scored_contacts.as_of
            < coalesce(score_history.until_on, {{ end_of_time() }})
    inner join labels
        on
            score_history.scoring_model = labels.scoring_model
            and score_history.label_rank = labels.label_rank
)

select * from current_scores
