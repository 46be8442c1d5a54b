-- Named without the database, so that the file may be renamed or attached.
with

score_days as (
    select * from {{ ref('int_score_days').include(database=false) }}
),

labels as (
    select * from {{ ref('int_labels').include(database=false) }}
),

contact_keys as (
    select * from {{ ref('stg_contacts').include(database=false) }}
),

as_of as (
    select * from {{ ref('run_as_of').include(database=false) }}
),

score_history as (
    select
        contact_keys.contact_id,
        labels.scoring_model,
        score_days.effective_on,
        score_days.until_on,
        score_days.effective_on > as_of.as_of as is_forecast,
        score_days.behaviour_points,
        score_days.fit_points,
        score_days.rfm_points,
        score_days.total_points,
        labels.label,
        labels.label_rank
    from score_days
    cross join as_of
    inner join contact_keys
        on score_days.contact_key = contact_keys.contact_key
    inner join labels
        on
            score_days.model_key = labels.model_key
            and score_days.label_rank = labels.label_rank
)

select * from score_history
