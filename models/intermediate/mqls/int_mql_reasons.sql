-- The strongest reasons first; a request that waits for an answer before all.
with

rule_points as (
    select
        rule_points.*,
        case when behaviours.is_urgent then 0 else 1 end as urgency
    from {{ ref('int_mql_rule_points') }} as rule_points
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
            partition by contact_key, model_key
            order by urgency, points desc, earned_on desc, rule
        ) as reason_rank
    from rule_points
),

mql_reasons as (
    select
        contact_key,
        model_key,
        {{ dbt.listagg('reason', "', '", 'order by reason_rank') }} as reasons
    from ranked_rules
    where reason_rank <= {{ var('reasons_shown') }}
    group by
        contact_key,
        model_key
)

select * from mql_reasons
