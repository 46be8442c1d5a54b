-- How long the list for sales is, per model, before and after.
select
    models.scoring_model,
    (
        select count(*) from mqls_before as old
        where old.scoring_model = models.scoring_model
    ) as mqls_before,
    (
        select count(*) from mqls_after as new
        where new.scoring_model = models.scoring_model
    ) as mqls_after
from compared_models as models
order by models.scoring_model
