-- Which of the four lines a model has not, and why.
with options as (
    select
        scoring_model,
        max(case when is_in_force then 1 else 0 end) as in_force,
        max(case when is_journey then 1 else 0 end) as journey,
        max(case when is_capacity then 1 else 0 end) as capacity,
        max(capacity_per_week) as capacity_per_week,
        max(precision_rate) filter (where precision_low is not null)
            as best_precision
    from reports.rpt_threshold_options
    where scoring_model = coalesce($model, scoring_model)
    group by scoring_model
)

select
    scoring_model
    || ': the handover label looks at single rules alone: it has no threshold.'
        as sentence
from options
where in_force = 0
union all
select scoring_model || ': journey_steps.csv has no journey.'
from options
where journey = 0
union all
select
    scoring_model || case
        when capacity_per_week is null
            then ': service_levels.csv does not say what sales can take.'
        else ': no threshold brings so few leads as sales can take.'
    end
from options
where capacity = 0
union all
select
    scoring_model || case
        when best_precision is null
            then
                ': too few have converted to say how precise a threshold is.'
        else
            format(
                ': no threshold that enough contacts reached is as precise; the '
                || 'best reaches {:.3f}.', best_precision
            )
    end
from options
where coalesce(best_precision, 0) < $precision
order by sentence
