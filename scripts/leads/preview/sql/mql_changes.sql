-- Who enters or leaves the list for sales, with label and points on both sides.
select
    moved.scoring_model,
    moved.change,
    moved.contact_id,
    old.label as label_before,
    new.label as label_after,
    old.total_points as points_before,
    new.total_points as points_after,
    excluded_before.exclusion_reason as exclusion_before,
    excluded_after.exclusion_reason as exclusion_after,
    moved.reasons
from moved
left join scores_before as old using (contact_key, scoring_model)
left join scores_after as new using (contact_key, scoring_model)
left join in_force.intermediate.int_excluded_contacts as excluded_before
    using (contact_key)
left join intermediate.int_excluded_contacts as excluded_after
    using (contact_key)
order by moved.scoring_model, moved.change, moved.rank, moved.contact_id
