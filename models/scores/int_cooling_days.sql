-- The fades, birthdays and recency steps after as_of are known already: on
-- which day does the label first fall below today's?
with

current_scores as (
    select
        contact_key,
        model_key,
        as_of,
        label_rank
    from {{ ref('int_current_scores') }}
),

score_days as (
    select * from {{ ref('int_score_days') }}
),

cooling_days as (
    select
        score_days.contact_key,
        score_days.model_key,
        min(score_days.effective_on) as cools_on
    from score_days
    inner join current_scores
        on
            score_days.contact_key = current_scores.contact_key
            and score_days.model_key = current_scores.model_key
            and score_days.effective_on > current_scores.as_of
            and score_days.label_rank < current_scores.label_rank
    group by
        score_days.contact_key,
        score_days.model_key
),

cooled_scores as (
    select
        cooling_days.contact_key,
        cooling_days.model_key,
        cooling_days.cools_on,
        score_days.label_rank as next_rank,
        score_days.total_points as next_points
    from cooling_days
    inner join score_days
        on
            cooling_days.contact_key = score_days.contact_key
            and cooling_days.model_key = score_days.model_key
            and cooling_days.cools_on = score_days.effective_on
)

select * from cooled_scores
