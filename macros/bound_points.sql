{#
    The CTE `name` with the ledger rows that book what a bound takes away or
    gives back. Expects the CTEs bounds and `days` (contact_key, bound_key,
    effective_on, points).
#}
{% macro bound_points(name, days) %}
{{ name }}_running as (
    select
        {{ days }}.contact_key,
        bounds.model_key,
        {{ days }}.bound_key,
        {{ days }}.effective_on,
        bounds.min_points,
        bounds.max_points,
        sum({{ days }}.points) over (
            partition by {{ days }}.contact_key, {{ days }}.bound_key
            order by {{ days }}.effective_on
        ) as points_now
    from {{ days }}
    inner join bounds
        on {{ days }}.bound_key = bounds.rule_key
),

{{ name }}_held as (
    select
        *,
        {{ within_bounds('points_now', 'min_points', 'max_points') }}
        - points_now as adjustment
    from {{ name }}_running
),

{{ name }}_changes as (
    select
        *,
        cast(adjustment - lag(adjustment, 1, 0) over (
            partition by contact_key, bound_key
            order by effective_on
        ) as bigint) as points
    from {{ name }}_held
),

{{ name }} as (
    select
        contact_key,
        model_key,
        bound_key as rule_key,
        effective_on,
        'bounded' as reason,
        cast(null as bigint) as occurrences,
        cast(null as decimal(14, 4)) as weighted_count,
        points
    from {{ name }}_changes
    where points <> 0
)
{%- endmacro %}
