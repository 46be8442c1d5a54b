-- For each rule and cut: everybody by the points of all other rules, with and
-- without it. Who has another band of it is without, and that band is no other
-- rule.
with

rule_counts as (
    select * from {{ ref('int_rule_counts') }}
),

rules as (
    select distinct
        rule_key,
        model_key,
        component,
        rule
    from rule_counts
),

totals as (
    select
        model_key,
        cut_on,
        points,
        count(*) as cases,
        sum(case when has_converted then 1 else 0 end) as converted
    from {{ ref('int_evidence_contacts') }}
    group by
        model_key,
        cut_on,
        points
),

-- All are put at their total, and who has a band is moved from there.
moves as (
    select
        rules.rule_key,
        totals.cut_on,
        totals.points as rest_points,
        false as is_with,
        totals.cases,
        totals.converted,
        0 as own_points
    from rules
    inner join totals
        on rules.model_key = totals.model_key
    union all
    select
        rules.rule_key,
        rule_counts.cut_on,
        rule_counts.total_points as rest_points,
        false as is_with,
        -rule_counts.cases as cases,
        -rule_counts.converted as converted,
        0 as own_points
    from rules
    inner join rule_counts
        on
            rules.model_key = rule_counts.model_key
            and rules.component = rule_counts.component
            and rules.rule = rule_counts.rule
    union all
    select
        rules.rule_key,
        rule_counts.cut_on,
        rule_counts.total_points - rule_counts.points as rest_points,
        rules.rule_key = rule_counts.rule_key as is_with,
        rule_counts.cases,
        rule_counts.converted,
        rule_counts.points * rule_counts.cases as own_points
    from rules
    inner join rule_counts
        on
            rules.model_key = rule_counts.model_key
            and rules.component = rule_counts.component
            and rules.rule = rule_counts.rule
),

rest_counts as (
    select
        rule_key,
        cut_on,
        {% for count in ['cases', 'converted', 'own_points'] %}
            cast(sum(case when is_with then {{ count }} else 0 end) as bigint)
                as {{ count }}_with,
            cast(sum(case when is_with then 0 else {{ count }} end) as bigint)
                as {{ count }}_without,
        {% endfor %}
        rest_points
    from moves
    group by
        rule_key,
        cut_on,
        rest_points
    having sum(cases) > 0
)

select * from rest_counts
