-- How well a scoring ranks the contacts of the test, day by day.
select
    backtest.cut_on,
    backtest.contender,
    backtest.contacts,
    backtest.converted,
    backtest.auc,
    backtest.auc_low,
    backtest.auc_high,
    tenth.lift,
    tenth.lift_low,
    tenth.lift_high
from reports.rpt_backtest as backtest
inner join test_cuts
    on backtest.cut_on = test_cuts.cut_on
left join reports.rpt_backtest as tenth
    on
        backtest.scoring_model = tenth.scoring_model
        and backtest.cut_on = tenth.cut_on
        and backtest.contender = tenth.contender
        and tenth.group_kind = 'decile'
        and tenth.group_name = '1'
where
    backtest.scoring_model = $model
    and backtest.group_kind = 'all'
    and backtest.contender in ('rules', 'rfm')
order by
    backtest.cut_on,
    backtest.contender desc
