-- The rules in force, the suggestion and plain RFM side by side, on the days of
-- the test.
with

split as (
    select * from {{ ref('int_fit_split') }}
),

test_days as (
    select
        split.scoring_model,
        observations.snapshot_on as cut_on
    from {{ ref('int_observations') }} as observations
    inner join split
        on observations.model_key = split.model_key
    where observations.status = 'evaluated'
    group by
        split.scoring_model,
        split.test_from,
        observations.snapshot_on
    having min(observations.observed_on) >= split.test_from
),

figures as (
    {% for place, scoring, relation, contender in [
        (1, 'rules in force', ref('rpt_backtest'), 'rules'),
        (2, 'suggested', source('suggestion', 'backtest_after'), 'rules'),
        (3, 'plain RFM', ref('rpt_backtest'), 'rfm'),
    ] %}
        select
            {{ place }} as place,
            '{{ scoring }}' as scoring,
            backtest.scoring_model,
            backtest.cut_on,
            backtest.contacts,
            backtest.converted,
            backtest.auc,
            backtest.auc_low,
            backtest.auc_high,
            backtest.top_tenth_lift
        from {{ relation }} as backtest
        where
            backtest.group_kind = 'all'
            and backtest.contender = '{{ contender }}'
            and backtest.auc is not null
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

suggestion_backtest as (
    select figures.*
    from figures
    inner join test_days
        on
            figures.scoring_model = test_days.scoring_model
            and figures.cut_on = test_days.cut_on
)

select * from suggestion_backtest
