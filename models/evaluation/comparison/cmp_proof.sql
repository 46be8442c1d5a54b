-- Each side on its last day that can be judged: how well all are ranked, and
-- how good those ready for sales were.
{% set sides = {
    'before': [
        source('production_reports', 'rpt_backtest'),
        source('production_reports', 'rpt_backtest_days'),
    ],
    'after': [ref('rpt_backtest'), ref('rpt_backtest_days')],
} %}

with

models as (
    select * from {{ ref('cmp_models') }}
),

{% for side, (groups, days) in sides.items() %}
    groups_{{ side }} as (
        select * from {{ groups }}
        where contender = 'rules' and group_kind in ('all', 'ready')
    ),

    days_{{ side }} as (
        select
            *,
            '{{ side }}' as side,
            row_number() over (
                partition by scoring_model order by cut_on desc
            ) as days_to_the_last
        from {{ days }}
        where judged > 0
    ),

    figures_{{ side }} as (
        select
            days.side,
            days.outcome,
            days.horizon_days,
            days.judged,
            days.converted as all_converted,
            groups.*
        from days_{{ side }} as days
        inner join groups_{{ side }} as groups
            on
                days.scoring_model = groups.scoring_model
                and days.cut_on = groups.cut_on
        where days.days_to_the_last = 1
    ),
{% endfor %}

figures as (
    {% for side in sides %}
        select
            side,
            outcome,
            horizon_days,
            judged,
            all_converted,
            scoring_model,
            cut_on,
            auc,
            auc_low,
            auc_high,
            case when group_kind = 'ready' then contacts end as ready,
            case when group_kind = 'ready' then conversion_rate end
                as precision,
            case when group_kind = 'ready' then recall end as recall,
            case when group_kind = 'ready' then lift end as lift
        from figures_{{ side }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

proof as (
    select
        figures.scoring_model,
        figures.cut_on,
        figures.side,
        figures.outcome,
        figures.horizon_days,
        figures.judged,
        figures.all_converted as converted,
        max(figures.auc) as auc,
        max(figures.auc_low) as auc_low,
        max(figures.auc_high) as auc_high,
        max(figures.ready) as ready,
        max(figures.precision) as precision,
        max(figures.recall) as recall,
        max(figures.lift) as lift
    from figures
    inner join models
        on figures.scoring_model = models.scoring_model
    group by
        figures.scoring_model,
        figures.cut_on,
        figures.side,
        figures.outcome,
        figures.horizon_days,
        figures.judged,
        figures.all_converted
)

select * from proof
