with

spells as (
    select * from {{ ref('int_mql_spells') }}
),

current_scores as (
    select * from {{ ref('int_current_scores') }}
),

excluded_contacts as (
    select * from {{ ref('int_excluded_contacts') }}
),

score_days as (
    select * from {{ ref('int_score_days') }}
),

open_spells as (
    select
        current_scores.contact_key,
        current_scores.model_key,
        current_scores.scoring_model,
        current_scores.is_primary,
        current_scores.audience,
        current_scores.as_of,
        current_scores.label,
        current_scores.label_rank,
        current_scores.next_action,
        current_scores.total_points,
        spells.opened_on as qualified_on
    from current_scores
    inner join spells
        on
            current_scores.contact_key = spells.contact_key
            and current_scores.model_key = spells.model_key
            and current_scores.as_of >= spells.opened_on
            and (
                spells.closed_on is null
                or current_scores.as_of < spells.closed_on
            )
    left join excluded_contacts
        on current_scores.contact_key = excluded_contacts.contact_key
    where excluded_contacts.contact_key is null
),

cooling_days as (
    select
        open_spells.contact_key,
        open_spells.model_key,
        min(score_days.effective_on) as cools_on
    from open_spells
    inner join score_days
        on
            open_spells.contact_key = score_days.contact_key
            and open_spells.model_key = score_days.model_key
            and open_spells.as_of < score_days.effective_on
            and open_spells.label_rank > score_days.label_rank
    group by
        open_spells.contact_key,
        open_spells.model_key
),

open_mqls as (
    select
        open_spells.*,
        cooling_days.cools_on
    from open_spells
    left join cooling_days
        on
            open_spells.contact_key = cooling_days.contact_key
            and open_spells.model_key = cooling_days.model_key
)

select * from open_mqls
