-- Everybody who is scored, by the label in force and the label to come.
select
    coalesce(old.scoring_model, new.scoring_model) as scoring_model,
    old.label as label_before,
    old.label_rank as rank_before,
    new.label as label_after,
    new.label_rank as rank_after,
    count(*) as contacts
from in_force.intermediate.int_current_scores as old
full outer join intermediate.int_current_scores as new
    on
        old.contact_key = new.contact_key
        and old.scoring_model = new.scoring_model
where
    coalesce(old.scoring_model, new.scoring_model)
    in (select scoring_model from compared_models)
group by all
order by scoring_model, rank_before desc, rank_after desc
