with

outcomes as (
    {{ typed_seed('outcomes') }}
),

days as (
    select
        scoring_model,
        max(horizon_days) as horizon_days,
        count(*) as cuts,
        max(undated_fit_share) as undated_fit_share
    from {{ ref('rpt_backtest_days') }}
    group by scoring_model
),

backtest_models as (
    select
        models.scoring_model,
        outcomes.outcome,
        outcomes.population,
        coalesce(days.horizon_days, outcomes.horizon_days) as horizon_days,
        cast(coalesce(days.cuts, 0) as bigint) as cuts,
        days.undated_fit_share
    from outcomes
    inner join {{ ref('stg_scoring_models') }} as models
        on outcomes.scoring_model = models.scoring_model
    left join days
        on models.scoring_model = days.scoring_model
)

select * from backtest_models
