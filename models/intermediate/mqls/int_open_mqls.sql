with

spells as (
    select * from {{ ref('int_mql_spells') }}
),

lead_scores as (
    select * from {{ ref('lead_scores') }}
),

score_history as (
    select * from {{ ref('score_history') }}
),

open_spells as (
    select
        lead_scores.contact_id,
        lead_scores.scoring_model,
        lead_scores.is_primary,
        lead_scores.audience,
        lead_scores.as_of,
        lead_scores.label,
        lead_scores.label_rank,
        lead_scores.next_action,
        lead_scores.total_points,
        spells.opened_on as qualified_on
    from lead_scores
    inner join spells
        on
            lead_scores.contact_id = spells.contact_id
            and lead_scores.scoring_model = spells.scoring_model
            and lead_scores.as_of >= spells.opened_on
            and (
                spells.closed_on is null
                or lead_scores.as_of < spells.closed_on
            )
    where not lead_scores.is_excluded
),

cooling_days as (
    select
        open_spells.contact_id,
        open_spells.scoring_model,
        min(score_history.effective_on) as cools_on
    from open_spells
    inner join score_history
        on
            open_spells.contact_id = score_history.contact_id
            and open_spells.scoring_model = score_history.scoring_model
            and open_spells.as_of < score_history.effective_on
            and open_spells.label_rank > score_history.label_rank
    group by
        open_spells.contact_id,
        open_spells.scoring_model
),

open_mqls as (
    select
        open_spells.*,
        cooling_days.cools_on
    from open_spells
    left join cooling_days
        on
            open_spells.contact_id = cooling_days.contact_id
            and open_spells.scoring_model = cooling_days.scoring_model
)

select * from open_mqls
