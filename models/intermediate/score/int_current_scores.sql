with

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

score_history as (
    select * from {{ ref('score_history') }}
),

blank_states as (
    select * from {{ ref('int_blank_states') }}
),

labels as (
    select * from {{ ref('int_labels') }}
),

scores as (
    select
        scored_contacts.*,
        coalesce(score_history.behaviour_points, 0) as behaviour_points,
        coalesce(score_history.fit_points, 0) as fit_points,
        coalesce(score_history.rfm_points, 0) as rfm_points,
        coalesce(score_history.total_points, 0) as total_points,
        coalesce(score_history.label_rank, blank_states.label_rank)
            as label_rank
    from scored_contacts
    inner join blank_states
        on scored_contacts.scoring_model = blank_states.scoring_model
    left join score_history
        on
            scored_contacts.contact_id = score_history.contact_id
            and scored_contacts.scoring_model = score_history.scoring_model
            and scored_contacts.as_of >= score_history.effective_on
            and scored_contacts.as_of
            < coalesce(score_history.until_on, {{ end_of_time() }})
),

labelled_scores as (
    select
        scores.*,
        labels.label,
        labels.next_action
    from scores
    inner join labels
        on
            scores.scoring_model = labels.scoring_model
            and scores.label_rank = labels.label_rank
)

select * from labelled_scores
