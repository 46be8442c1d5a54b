-- The threshold in force beside three others, each with what it would bring.
with options as (
    select *
    from reports.rpt_threshold_options
    where scoring_model = coalesce($model, scoring_model)
),

wanted_precision as (
    select
        scoring_model,
        min(threshold) as threshold
    from options
    where precision_rate >= $precision and precision_low is not null
    group by scoring_model
),

chosen as (
    select
        1 as place,
        'in force' as said,
        scoring_model,
        threshold
    from options
    where is_in_force
    union all
    select
        2 as place,
        'the customer journey' as said,
        scoring_model,
        threshold
    from options
    where is_journey
    union all
    select
        3 as place,
        format('what sales can take, {:.1f} a week', capacity_per_week) as said,
        scoring_model,
        threshold
    from options
    where is_capacity
    union all
    select
        4 as place,
        format('precision of at least {:.2f}', $precision) as said,
        scoring_model,
        threshold
    from wanted_precision
)

select
    options.scoring_model as model,
    options.handover_label || ': ' || options.component as "label looks at",
    chosen.said as "drawn by",
    options.threshold as "threshold#",
    options.leads_per_week as "leads a week#",
    format('{:.3f}', options.precision_rate) as "precision#",
    format('{:.3f} to {:.3f}', options.precision_low, options.precision_high)
        as "interval",
    format('{:.3f}', options.recall) as "recall#"
from chosen
inner join options
    on
        chosen.scoring_model = options.scoring_model
        and chosen.threshold = options.threshold
order by
    options.scoring_model,
    chosen.place
