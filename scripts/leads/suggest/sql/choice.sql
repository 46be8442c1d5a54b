-- The model to price, what it is judged by, and how much is enough to say
-- anything.
create or replace temp table choice as
with outcomes as (
    select distinct
        model_key,
        outcome,
        population,
        horizon_days
    from intermediate.int_cut_days
)

select
    models.model_key,
    models.scoring_model,
    outcomes.outcome,
    outcomes.population,
    outcomes.horizon_days,
    levels.min_conversions,
    levels.min_contacts
from staging.stg_scoring_models as models
cross join staging.stg_proof_levels as levels
left join outcomes
    on models.model_key = outcomes.model_key
where models.scoring_model = $model
