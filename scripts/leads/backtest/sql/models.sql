-- What is asked of each model, and on how many days it was.
select
    models.scoring_model,
    outcomes.outcome,
    outcomes.population,
    coalesce(max(days.horizon_days), outcomes.horizon_days) as horizon_days,
    count(days.cut_on) as cuts,
    max(days.undated_fit_share) as undated_fit_share,
    cast(round(100 * max(days.undated_fit_share)) as integer)
        as undated_fit_percent
from staging.stg_outcomes as outcomes
inner join staging.stg_scoring_models as models
    on outcomes.scoring_model = models.scoring_model
left join reports.rpt_backtest_days as days
    on models.scoring_model = days.scoring_model
group by
    models.scoring_model,
    outcomes.outcome,
    outcomes.population,
    outcomes.horizon_days
order by models.scoring_model
