-- Score and label of a mover on the Sunday before the week, and at its end or
-- on as_of while it lasts.
with

movers as (
    select
        movers.*,
        contacts.scoring_model,
        contacts.is_primary,
        contacts.created_on,
        {{ add_days('movers.week_starts_on', -1) }} as before_on,
        least({{ add_days('movers.week_starts_on', 6) }}, contacts.as_of)
            as after_on
    from {{ ref('int_movers') }} as movers
    inner join {{ ref('int_scored_contacts') }} as contacts
        on
            movers.contact_key = contacts.contact_key
            and movers.model_key = contacts.model_key
),

moving_contacts as (
    select distinct
        contact_key,
        model_key
    from movers
),

score_days as (
    select
        score_days.contact_key,
        score_days.model_key,
        score_days.effective_on,
        coalesce(score_days.until_on, {{ end_of_time() }}) as until_on,
        score_days.total_points,
        labels.label
    from {{ ref('int_score_days') }} as score_days
    inner join moving_contacts
        on
            score_days.contact_key = moving_contacts.contact_key
            and score_days.model_key = moving_contacts.model_key
    inner join {{ ref('int_labels') }} as labels
        on
            score_days.model_key = labels.model_key
            and score_days.label_rank = labels.label_rank
),

mover_scores as (
    select
        movers.*,
        coalesce(days_before.total_points, 0) as points_before,
        days_after.total_points as points_after,
        days_before.label as label_before,
        days_after.label as label_after
    from movers
    inner join score_days as days_after
        on
            movers.contact_key = days_after.contact_key
            and movers.model_key = days_after.model_key
            and movers.after_on >= days_after.effective_on
            and movers.after_on < days_after.until_on
    left join score_days as days_before
        on
            movers.contact_key = days_before.contact_key
            and movers.model_key = days_before.model_key
            and movers.before_on >= days_before.effective_on
            and movers.before_on >= movers.created_on
            and movers.before_on < days_before.until_on
)

select * from mover_scores
