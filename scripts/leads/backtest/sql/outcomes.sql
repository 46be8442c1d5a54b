-- The models that can be judged, and the last day anything is known of.
select
    models.scoring_model,
    as_of.as_of
from staging.stg_outcomes as outcomes
inner join staging.stg_scoring_models as models
    on outcomes.scoring_model = models.scoring_model
cross join intermediate.int_as_of as as_of
order by models.scoring_model
