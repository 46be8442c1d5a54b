-- Who enters or leaves the list for sales, with label and points on both sides.
with

old_scores as (
    select
        contact_keys.contact_id,
        scores.scoring_model,
        scores.label,
        scores.total_points,
        excluded.exclusion_reason
    from in_force.intermediate.int_current_scores as scores
    inner join in_force.staging.stg_contact_keys as contact_keys
        on scores.contact_key = contact_keys.contact_key
    left join in_force.intermediate.int_excluded_contacts as excluded
        on scores.contact_key = excluded.contact_key
),

new_scores as (
    select
        contact_keys.contact_id,
        scores.scoring_model,
        scores.label,
        scores.total_points,
        excluded.exclusion_reason
    from intermediate.int_current_scores as scores
    inner join staging.stg_contact_keys as contact_keys
        on scores.contact_key = contact_keys.contact_key
    left join intermediate.int_excluded_contacts as excluded
        on scores.contact_key = excluded.contact_key
),

moved as (
    select
        coalesce(old.contact_id, new.contact_id) as contact_id,
        coalesce(old.scoring_model, new.scoring_model) as scoring_model,
        case when old.contact_id is null then 'enters' else 'leaves' end as change,
        coalesce(new.rank, old.rank) as rank,
        new.reasons
    from in_force.marts.mqls as old
    full outer join marts.mqls as new
        on
            old.contact_id = new.contact_id
            and old.scoring_model = new.scoring_model
    where old.contact_id is null or new.contact_id is null
)

select
    moved.scoring_model,
    moved.change,
    moved.contact_id,
    old_scores.label as label_before,
    new_scores.label as label_after,
    old_scores.total_points as points_before,
    new_scores.total_points as points_after,
    old_scores.exclusion_reason as exclusion_before,
    new_scores.exclusion_reason as exclusion_after,
    moved.reasons
from moved
left join old_scores
    on
        moved.contact_id = old_scores.contact_id
        and moved.scoring_model = old_scores.scoring_model
left join new_scores
    on
        moved.contact_id = new_scores.contact_id
        and moved.scoring_model = new_scores.scoring_model
order by moved.scoring_model, moved.change, moved.rank, moved.contact_id
