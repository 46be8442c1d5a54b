{#
    The rules that speak most for a lead, in words, as the CTE `reasons`: one
    row per `keys`, as many rules as the variable reasons_shown says. Urgent
    requests come first, then rules of the component that the handover label
    looks at, then points, the latest change, the name.
    Expects a CTE rule_points with the keys, rule, is_decisive, earned_on and
    points.
#}
{% macro strongest_reasons(keys) %}
weighed_rules as (
    select
        rule_points.*,
        case
            when behaviours.is_urgent then 0
            when rule_points.is_decisive then 1
            else 2
        end as weight
    from rule_points
    left join {{ ref('int_behaviours') }} as behaviours
        on rule_points.rule = behaviours.behaviour
    where rule_points.points > 0
),

ranked_rules as (
    select
        *,
        replace(rule, '_', ' ') || ' +'
        || cast(points as {{ dbt.type_string() }}) || ' ('
        || cast(earned_on as {{ dbt.type_string() }}) || ')' as reason,
        row_number() over (
            partition by {{ keys | join(', ') }}
            order by weight, points desc, earned_on desc, rule
        ) as reason_rank
    from weighed_rules
),

reasons as (
    select
        {{ keys | join(', ') }},
        {{ dbt.listagg('reason', "', '", 'order by reason_rank') }} as reasons
    from ranked_rules
    where reason_rank <= {{ var('reasons_shown') }}
    group by {{ keys | join(', ') }}
)
{%- endmacro %}
