with

running_scores as (
    select * from {{ ref('int_running_scores') }}
),

labelled_states as (
    select * from {{ ref('int_labelled_states') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

score_history as (
    select
        running_scores.contact_id,
        running_scores.scoring_model,
        running_scores.effective_on,
        running_scores.until_on,
        running_scores.effective_on > as_of.as_of as is_forecast,
        running_scores.behaviour_points,
        running_scores.fit_points,
        running_scores.rfm_points,
        running_scores.total_points,
        labelled_states.label,
        labelled_states.label_rank
    from running_scores
    cross join as_of
    inner join labelled_states
        on
            running_scores.scoring_model = labelled_states.scoring_model
            and running_scores.behaviour_points
            = labelled_states.behaviour_points
            and running_scores.fit_points = labelled_states.fit_points
            and running_scores.rfm_points = labelled_states.rfm_points
            and running_scores.total_points = labelled_states.total_points
            and running_scores.rule_flags = labelled_states.rule_flags
)

select * from score_history
