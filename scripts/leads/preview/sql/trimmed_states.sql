-- Every day of every score stands; only its label is decided again. What a
-- build of the news leaves in int_running_scores is only about its contacts.
create or replace table intermediate.int_running_scores as
select score_days.* exclude (label_rank)
from intermediate.int_score_days as score_days
semi join concerned_leads using (contact_key, model_key);
