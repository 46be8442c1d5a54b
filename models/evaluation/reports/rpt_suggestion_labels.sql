with

before as (
    select
        scores.model_key,
        scores.label,
        count(*) as contacts
    from {{ ref('int_current_scores') }} as scores
    group by
        scores.model_key,
        scores.label
),

after as (
    select
        scoring_model,
        label,
        count(*) as contacts
    from {{ source('suggestion', 'lead_scores_after') }}
    group by
        scoring_model,
        label
),

suggestion_labels as (
    select
        labels.label,
        labels.label_rank,
        before.contacts as contacts_in_force,
        coalesce(after.contacts, 0) as contacts_suggested
    from {{ ref('int_labels') }} as labels
    inner join {{ ref('int_fit_split') }} as split
        on labels.model_key = split.model_key
    inner join before
        on
            labels.model_key = before.model_key
            and labels.label = before.label
    left join after
        on
            labels.scoring_model = after.scoring_model
            and labels.label = after.label
)

select * from suggestion_labels
