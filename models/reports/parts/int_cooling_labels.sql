-- Who is out of target or cold is nobody's to lose: the labels above those two,
-- and whatever sales takes over.
{% set resting_labels = 2 %}

with

current_scores as (
    select * from {{ ref('int_current_scores') }}
),

cooling_days as (
    select * from {{ ref('int_cooling_days') }}
),

labels as (
    select
        *,
        dense_rank() over (
            partition by model_key order by label_rank
        ) as label_step
    from {{ ref('int_labels') }}
),

handover_ranks as (
    select
        models.model_key,
        labels.label_rank as handover_rank
    from {{ ref('stg_scoring_models') }} as models
    inner join labels
        on
            models.model_key = labels.model_key
            and models.handover_label = labels.label
),

cooling_labels as (
    select
        scores.contact_key,
        scores.model_key,
        scores.scoring_model,
        scores.is_primary,
        scores.audience,
        scores.as_of,
        scores.label,
        next_labels.label as next_label,
        scores.total_points,
        cooling_days.next_points,
        cooling_days.cools_on,
        {{ days_between('scores.as_of', 'cooling_days.cools_on') }}
            as days_left
    from cooling_days
    inner join current_scores as scores
        on
            cooling_days.contact_key = scores.contact_key
            and cooling_days.model_key = scores.model_key
            and cooling_days.cools_on
            <= {{ add_days('scores.as_of', var('cooling_days') | max) }}
    inner join labels
        on
            scores.model_key = labels.model_key
            and scores.label_rank = labels.label_rank
    inner join labels as next_labels
        on
            cooling_days.model_key = next_labels.model_key
            and cooling_days.next_rank = next_labels.label_rank
    left join handover_ranks
        on scores.model_key = handover_ranks.model_key
    where
        labels.label_step > {{ resting_labels }}
        or labels.label_rank >= handover_ranks.handover_rank
)

select * from cooling_labels
