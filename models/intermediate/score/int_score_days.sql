with

running_scores as (
    select * from {{ ref('int_running_scores') }}
),

labelled_states as (
    select * from {{ ref('int_labelled_states') }}
),

score_days as (
    select
        running_scores.contact_key,
        running_scores.model_key,
        running_scores.effective_on,
        running_scores.until_on,
        running_scores.behaviour_points,
        running_scores.fit_points,
        running_scores.rfm_points,
        running_scores.total_points,
        running_scores.rule_flags,
        labelled_states.label_rank
    from running_scores
    inner join labelled_states
        on
            running_scores.model_key = labelled_states.model_key
            and running_scores.behaviour_points
            = labelled_states.behaviour_points
            and running_scores.fit_points = labelled_states.fit_points
            and running_scores.rfm_points = labelled_states.rfm_points
            and running_scores.total_points = labelled_states.total_points
            and running_scores.rule_flags = labelled_states.rule_flags
)

select * from score_days
