-- Everybody who is scored, by the label in force and the label to come.
select
    scoring_model,
    old.label as label_before,
    old.label_rank as rank_before,
    new.label as label_after,
    new.label_rank as rank_after,
    count(*) as contacts
from scores_before as old
full outer join scores_after as new using (contact_key, scoring_model)
semi join compared_models using (scoring_model)
group by all
order by scoring_model, rank_before desc, rank_after desc
