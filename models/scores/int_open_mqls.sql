with

spells as (
    select * from {{ ref('int_mql_spells') }}
),

current_scores as (
    select * from {{ ref('int_current_scores') }}
),

open_mqls as (
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
        spells.qualified_on,
        spells.opened_on,
        spells.closed_on,
        current_scores.cools_on
    from current_scores
    inner join spells
        on
            current_scores.contact_key = spells.contact_key
            and current_scores.model_key = spells.model_key
            and current_scores.as_of >= spells.opened_on
            and current_scores.as_of
            < coalesce(spells.closed_on, {{ end_of_time() }})
)

select * from open_mqls
