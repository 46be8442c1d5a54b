-- The label of somebody who did nothing yet, in each model.
with

flags_at_zero as (
    select * from {{ ref('int_flags_at_zero') }}
),

labelled_states as (
    select * from {{ ref('int_labelled_states') }}
),

blank_states as (
    select
        flags_at_zero.scoring_model,
        labelled_states.label_rank
    from flags_at_zero
    inner join labelled_states
        on
            flags_at_zero.scoring_model = labelled_states.scoring_model
            and flags_at_zero.rule_flags = labelled_states.rule_flags
    where
        labelled_states.behaviour_points = 0
        and labelled_states.fit_points = 0
        and labelled_states.rfm_points = 0
        and labelled_states.total_points = 0
)

select * from blank_states
