-- Both versions against what came of it, each on its last day that can be
-- judged: how well all are ranked, and how good those ready for sales were.
with

sides as (
    select
        'before' as side,
        groups.*,
        days.outcome,
        days.horizon_days,
        days.judged,
        days.converted as all_converted
    from in_force.reports.rpt_backtest as groups
    inner join in_force.reports.rpt_backtest_days as days
        on
            groups.scoring_model = days.scoring_model
            and groups.cut_on = days.cut_on
    union all by name
    select
        'after' as side,
        groups.*,
        days.outcome,
        days.horizon_days,
        days.judged,
        days.converted as all_converted
    from reports.rpt_backtest as groups
    inner join reports.rpt_backtest_days as days
        on
            groups.scoring_model = days.scoring_model
            and groups.cut_on = days.cut_on
),

last_cuts as (
    select
        side,
        scoring_model,
        max(cut_on) as cut_on
    from sides
    where judged > 0
    group by all
)

select
    sides.scoring_model,
    sides.cut_on,
    sides.side,
    sides.outcome,
    sides.horizon_days,
    sides.judged,
    sides.all_converted as converted,
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
        sides.side = last_cuts.side
        and sides.scoring_model = last_cuts.scoring_model
        and sides.cut_on = last_cuts.cut_on
inner join compared_models
    on sides.scoring_model = compared_models.scoring_model
where sides.contender = 'rules' and sides.group_kind in ('all', 'ready')
group by all
order by sides.scoring_model, sides.side desc
