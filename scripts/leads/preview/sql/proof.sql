-- Both versions against what came of it, on the last cut day whose horizon has
-- passed: how well all are ranked, and how good the list for sales was.
with

last_cuts as (
    select
        scoring_model,
        max(cut_on) as cut_on
    from reports.rpt_backtest
    where contender = 'rules'
    group by scoring_model
),

sides as (
    select 'before' as side, * from in_force.reports.rpt_backtest
    union all by name
    select 'after' as side, * from reports.rpt_backtest
)

select
    sides.scoring_model,
    sides.cut_on,
    sides.side,
    days.outcome,
    days.horizon_days,
    days.judged,
    days.converted,
    max(sides.auc) as auc,
    max(sides.auc_low) as auc_low,
    max(sides.auc_high) as auc_high,
    max(sides.contacts) filter (where sides.group_kind = 'ready') as ready,
    max(sides.conversion_rate) filter (where sides.group_kind = 'ready')
        as "precision",
    max(sides.recall) filter (where sides.group_kind = 'ready') as recall,
    max(sides.lift) filter (where sides.group_kind = 'ready') as lift
from sides
inner join last_cuts
    on
        sides.scoring_model = last_cuts.scoring_model
        and sides.cut_on = last_cuts.cut_on
inner join compared_models
    on sides.scoring_model = compared_models.scoring_model
inner join reports.rpt_backtest_days as days
    on
        sides.scoring_model = days.scoring_model
        and sides.cut_on = days.cut_on
where sides.contender = 'rules' and sides.group_kind in ('all', 'ready')
group by all
order by sides.scoring_model, sides.side desc
