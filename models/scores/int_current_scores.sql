with

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

score_days as (
    select * from {{ ref('int_score_days') }}
),

as_of as (
    select * from {{ ref('run_as_of') }}
),

labels as (
    select * from {{ ref('int_labels') }}
),

current_days as (
    select score_days.*
    from score_days
    inner join as_of
        on
            score_days.effective_on <= as_of.as_of
            and coalesce(score_days.until_on, {{ end_of_time() }})
            > as_of.as_of
),

current_scores as (
    select
        scored_contacts.*,
        current_days.behaviour_points,
        current_days.fit_points,
        current_days.rfm_points,
        current_days.total_points,
        labels.label,
        labels.label_rank,
        labels.next_action
    from scored_contacts
    inner join current_days
        on
            scored_contacts.contact_key = current_days.contact_key
            and scored_contacts.model_key = current_days.model_key
    inner join labels
        on
            current_days.model_key = labels.model_key
            and current_days.label_rank = labels.label_rank
)

select * from current_scores
