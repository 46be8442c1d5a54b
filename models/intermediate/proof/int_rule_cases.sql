-- How many judged cases had each rule and converted, and how many had it not.
with

rules as (
    select * from {{ ref('int_rules') }}
    where kind <> 'bound'
),

rule_cuts as (
    select
        {% for count in ['cases', 'converted'] %}
            sum({{ count }}_with) as {{ count }}_with,
            sum({{ count }}_without) as {{ count }}_without,
        {% endfor %}
        rule_key
    from {{ ref('int_rule_cuts') }}
    group by rule_key
),

rule_points as (
    select
        rule_key,
        max(points) as highest_points,
        min(points) as lowest_points,
        max(case when is_undated then 1 else 0 end) = 1 as is_undated
    from {{ ref('int_rule_counts') }}
    group by rule_key
),

rule_cases as (
    select
        rules.rule_key,
        {% for count in ['cases', 'converted'] %}
            {% for side in ['with', 'without'] %}
                cast(coalesce(rule_cuts.{{ count }}_{{ side }}, 0) as bigint)
                    as {{ count }}_{{ side }},
            {% endfor %}
        {% endfor %}
        case
            when -rule_points.lowest_points > rule_points.highest_points
                then rule_points.lowest_points
            else rule_points.highest_points
        end as most_points,
        coalesce(rule_points.is_undated, false) as is_undated
    from rules
    left join rule_cuts
        on rules.rule_key = rule_cuts.rule_key
    left join rule_points
        on rules.rule_key = rule_points.rule_key
)

select * from rule_cases
