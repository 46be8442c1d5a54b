with

spells as (
    select * from {{ ref('int_mql_spells') }}
),

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

score_days as (
    select * from {{ ref('int_score_days') }}
),

labels as (
    select * from {{ ref('int_labels') }}
),

opened_spells as (
    select
        spells.*,
        scored_contacts.scoring_model,
        scored_contacts.is_primary,
        scored_contacts.audience,
        scored_contacts.as_of,
        labels.label,
        score_days.total_points,
        coalesce(spells.closed_on > scored_contacts.as_of, true) as is_open,
        lag(spells.closed_on) over (
            partition by spells.contact_key, spells.model_key
            order by spells.opened_on
        ) as closed_before
    from spells
    inner join scored_contacts
        on
            spells.contact_key = scored_contacts.contact_key
            and spells.model_key = scored_contacts.model_key
            and spells.opened_on <= scored_contacts.as_of
    inner join score_days
        on
            spells.contact_key = score_days.contact_key
            and spells.model_key = score_days.model_key
            and spells.opened_on >= score_days.effective_on
            and spells.opened_on
            < coalesce(score_days.until_on, {{ end_of_time() }})
    inner join labels
        on
            score_days.model_key = labels.model_key
            and score_days.label_rank = labels.label_rank
)

select * from opened_spells
