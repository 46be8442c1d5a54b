-- For each rule: everybody by the points of all other rules, with and without
-- it. Who has another band of it is without, and that band is no other rule.
with

rule_counts as (
    select * from {{ ref('int_rule_counts') }}
),

rules as (
    select distinct
        rule_key,
        model_key,
        rule
    from rule_counts
),

totals as (
    select
        model_key,
        points,
        count(*) as contacts,
        sum(case when has_converted then 1 else 0 end) as converted
    from {{ ref('int_evidence_contacts') }}
    group by
        model_key,
        points
),

-- All are put at their total, and who has a band is moved from there.
moves as (
    select
        rules.rule_key,
        totals.points as rest_points,
        false as is_with,
        totals.contacts,
        totals.converted,
        0 as own_points
    from rules
    inner join totals
        on rules.model_key = totals.model_key
    union all
    select
        rules.rule_key,
        rule_counts.total_points as rest_points,
        false as is_with,
        -rule_counts.contacts as contacts,
        -rule_counts.converted as converted,
        0 as own_points
    from rules
    inner join rule_counts
        on
            rules.model_key = rule_counts.model_key
            and rules.rule = rule_counts.rule
    union all
    select
        rules.rule_key,
        rule_counts.total_points - rule_counts.points as rest_points,
        rules.rule_key = rule_counts.rule_key as is_with,
        rule_counts.contacts,
        rule_counts.converted,
        rule_counts.points * rule_counts.contacts as own_points
    from rules
    inner join rule_counts
        on
            rules.model_key = rule_counts.model_key
            and rules.rule = rule_counts.rule
),

rest_counts as (
    select
        rule_key,
        {% for count in ['contacts', 'converted', 'own_points'] %}
            cast(sum(case when is_with then {{ count }} else 0 end) as bigint)
                as {{ count }}_with,
            cast(sum(case when is_with then 0 else {{ count }} end) as bigint)
                as {{ count }}_without,
        {% endfor %}
        rest_points
    from moves
    group by
        rule_key,
        rest_points
    having sum(contacts) > 0
)

select * from rest_counts
