-- The last past day that could be judged, with what was observed of all others.
create or replace table intermediate.int_cut_days as
with

last_judged as (
    select
        scoring_model,
        max(cut_on) as cut_on
    from reports.rpt_backtest_days
    where judged > 0
    group by scoring_model
)

select cut_days.*
from intermediate.int_cut_days as cut_days
inner join staging.stg_scoring_models as models
    on cut_days.model_key = models.model_key
semi join compared_models using (scoring_model)
semi join last_judged using (scoring_model, cut_on);

create or replace table intermediate.int_observed_contacts as
select observed_contacts.*
from intermediate.int_observed_contacts as observed_contacts
semi join intermediate.int_cut_days using (model_key, cut_on)
semi join concerned_leads using (contact_key, model_key);

create or replace table intermediate.int_observations as
select observations.*
from intermediate.int_observations as observations
semi join intermediate.int_cut_days using (model_key, cut_on)
anti join concerned_leads using (contact_key, model_key);
