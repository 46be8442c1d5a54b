-- Everything, for --out.
select * from reports.rpt_backtest
order by
    scoring_model,
    cut_on,
    contender,
    group_kind,
    try_cast(group_name as integer),
    group_name
