-- How well a scoring ranks the contacts of the test, day by day.
select
    backtest.cut_on,
    backtest.contender,
    backtest.contacts,
    backtest.converted,
    backtest.auc,
    backtest.auc_low,
    backtest.auc_high,
    backtest.top_tenth_lift
from reports.rpt_backtest as backtest
inner join test_cuts
    on backtest.cut_on = test_cuts.cut_on
where
    backtest.scoring_model = $model
    and backtest.group_kind = 'all'
    and backtest.contender in ('rules', 'rfm')
order by
    backtest.cut_on,
    backtest.contender desc
