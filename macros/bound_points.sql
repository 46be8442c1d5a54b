{#
    Ledger rows that book what a bound takes away or gives back, so that the
    ledger still adds up to the bounded score. Expects CTEs daily_points
    (contact_key, rule_key, effective_on, points), where the rule is the bound
    itself, and bounds.
#}
{% macro bound_points() %}
running_points as (
    select
        daily_points.contact_key,
        bounds.model_key,
        daily_points.rule_key,
        daily_points.effective_on,
        bounds.min_points,
        bounds.max_points,
        sum(daily_points.points) over (
            partition by daily_points.contact_key, daily_points.rule_key
            order by daily_points.effective_on
        ) as points_now
    from daily_points
    inner join bounds
        on daily_points.rule_key = bounds.rule_key
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
            partition by contact_key, rule_key
            order by effective_on
        ) as bigint) as points
    from adjustments
),

bound_points as (
    select
        contact_key,
        model_key,
        rule_key,
        effective_on,
        'bounded' as reason,
        cast(null as bigint) as occurrences,
        cast(null as decimal(14, 4)) as weighted_count,
        points
    from adjustment_changes
    where points <> 0
)
{%- endmacro %}
