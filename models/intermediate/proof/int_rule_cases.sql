-- How many judged contacts had each rule and converted, and how many without.
with

rules as (
    select * from {{ ref('int_rules') }}
    where kind <> 'bound'
),

everybody as (
    select
        model_key,
        count(*) as contacts,
        sum(case when has_converted then 1 else 0 end) as converted
    from {{ ref('int_evidence_contacts') }}
    group by model_key
),

named_counts as (
    select
        model_key,
        rule,
        sum(points * contacts) as points
    from {{ ref('int_rule_counts') }}
    group by
        model_key,
        rule
),

rule_counts as (
    select
        rule_key,
        sum(contacts) as contacts,
        sum(converted) as converted,
        sum(points * contacts) as points,
        max(points) as highest_points,
        min(points) as lowest_points,
        max(case when is_undated then 1 else 0 end) = 1 as is_undated
    from {{ ref('int_rule_counts') }}
    group by rule_key
),

rule_cases as (
    select
        rules.rule_key,
        cast(coalesce(rule_counts.contacts, 0) as bigint) as contacts_with,
        cast(coalesce(everybody.contacts, 0) as bigint)
        - cast(coalesce(rule_counts.contacts, 0) as bigint) as contacts_without,
        cast(coalesce(rule_counts.converted, 0) as bigint) as converted_with,
        cast(coalesce(everybody.converted, 0) as bigint)
        - cast(coalesce(rule_counts.converted, 0) as bigint)
            as converted_without,
        rule_counts.points as points_with,
        named_counts.points - rule_counts.points as points_without,
        case
            when -rule_counts.lowest_points > rule_counts.highest_points
                then rule_counts.lowest_points
            else rule_counts.highest_points
        end as most_points,
        coalesce(rule_counts.is_undated, false) as is_undated
    from rules
    left join rule_counts
        on rules.rule_key = rule_counts.rule_key
    left join named_counts
        on
            rules.model_key = named_counts.model_key
            and rules.rule = named_counts.rule
    left join everybody
        on rules.model_key = everybody.model_key
)

select * from rule_cases
