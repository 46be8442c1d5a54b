-- The label somebody had when sales first touched them.
with

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
    where is_primary
),

touches as (
    select
        contact_key,
        cast(min(touched_at) as date) as touched_on
    from {{ ref('stg_sales_touches') }}
    group by contact_key
),

score_days as (
    select * from {{ ref('int_score_days') }}
),

labels as (
    select * from {{ ref('int_labels') }}
),

touch_labels as (
    select
        scored_contacts.contact_key,
        touches.touched_on,
        coalesce(labels.label, 'not_yet_scored') as label
    from scored_contacts
    inner join touches
        on
            scored_contacts.contact_key = touches.contact_key
            and scored_contacts.as_of >= touches.touched_on
    left join score_days
        on
            scored_contacts.contact_key = score_days.contact_key
            and scored_contacts.model_key = score_days.model_key
            and touches.touched_on >= score_days.effective_on
            and touches.touched_on
            < coalesce(score_days.until_on, {{ end_of_time() }})
    left join labels
        on
            score_days.model_key = labels.model_key
            and score_days.label_rank = labels.label_rank
)

select * from touch_labels
