-- One line per model and cut, intervals in words where there is one.
with

areas as (
    select
        scoring_model,
        cut_on,
        contender,
        cast(auc as decimal(3, 2)) as auc,
        cast(auc as decimal(3, 2))
        || coalesce(
            ' [' || cast(auc_low as decimal(3, 2))
            || '-' || cast(auc_high as decimal(3, 2)) || ']',
            ''
        ) as area,
        cast(top_tenth_lift as decimal(18, 2)) as top_tenth_lift
    from reports.rpt_backtest
    where group_kind = 'all'
)

select
    days.scoring_model,
    days.cut_on,
    days.converted_before,
    days.not_ripe,
    days.judged,
    days.converted,
    cast(round(100 * days.base_rate, 2) as decimal(5, 2)) as base_percent,
    max(case when areas.contender = 'rules' then areas.area end) as rules_area,
    max(
        case
            when areas.contender = 'rules_without_undated_fit' then areas.auc
        end
    ) as dated_area,
    max(case when areas.contender = 'rfm' then areas.area end) as rfm_area,
    max(case when areas.contender = 'rules' then areas.top_tenth_lift end)
        as rules_lift,
    max(case when areas.contender = 'rfm' then areas.top_tenth_lift end)
        as rfm_lift,
    nullif(days.verdict, 'enough to say') as verdict
from reports.rpt_backtest_days as days
left join areas
    on
        days.scoring_model = areas.scoring_model
        and days.cut_on = areas.cut_on
group by all
order by
    days.scoring_model,
    days.cut_on
