{#
    Ledger rows that book what a bound takes away or gives back, so that the
    ledger still adds up to the bounded score. Expects CTEs daily_points
    (contact_id, scoring_model, component, effective_on, points) and bounds.
#}
{% macro bound_points() %}
running_points as (
    select
        daily_points.contact_id,
        daily_points.scoring_model,
        daily_points.component,
        daily_points.effective_on,
        bounds.min_points,
        bounds.max_points,
        bounds.why,
        sum(daily_points.points) over (
            partition by
                daily_points.contact_id,
                daily_points.scoring_model,
                daily_points.component
            order by daily_points.effective_on
        ) as points_now
    from daily_points
    inner join bounds
        on
            daily_points.scoring_model = bounds.scoring_model
            and daily_points.component = bounds.component
),

adjustments as (
    select
        *,
        greatest(
            least(points_now, coalesce(max_points, points_now)),
            coalesce(min_points, least(points_now, coalesce(max_points, points_now)))
        ) - points_now as adjustment
    from running_points
),

adjustment_changes as (
    select
        *,
        cast(adjustment - lag(adjustment, 1, 0) over (
            partition by contact_id, scoring_model, component
            order by effective_on
        ) as bigint) as points
    from adjustments
),

bound_points as (
    select
        contact_id,
        scoring_model,
        component,
        'bound' as rule,
        'bound' as kind,
        effective_on,
        'bounded' as reason,
        cast(null as bigint) as occurrences,
        cast(null as decimal(14, 4)) as weighted_count,
        points,
        why
    from adjustment_changes
    where points <> 0
)
{%- endmacro %}
