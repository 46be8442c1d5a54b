-- How many judged cases of each cut had each rule and converted, and how many
-- had it not. A rule nobody had in a cut is there, too.
with

rules as (
    select * from {{ ref('int_rules') }}
    where kind <> 'bound'
),

everybody as (
    select
        model_key,
        cut_on,
        count(*) as cases,
        sum(case when has_converted then 1 else 0 end) as converted
    from {{ ref('int_evidence_contacts') }}
    group by
        model_key,
        cut_on
),

named_counts as (
    select
        model_key,
        component,
        rule,
        cut_on,
        sum(points * cases) as points
    from {{ ref('int_rule_counts') }}
    group by
        model_key,
        component,
        rule,
        cut_on
),

rule_counts as (
    select
        rule_key,
        cut_on,
        sum(cases) as cases,
        sum(converted) as converted,
        sum(points * cases) as points
    from {{ ref('int_rule_counts') }}
    group by
        rule_key,
        cut_on
),

counts as (
    select
        rules.rule_key,
        everybody.cut_on,
        everybody.cases,
        everybody.converted,
        coalesce(rule_counts.cases, 0) as cases_with,
        coalesce(rule_counts.converted, 0) as converted_with,
        coalesce(rule_counts.points, 0) as own_points_with,
        coalesce(named_counts.points, 0) as own_points
    from rules
    inner join everybody
        on rules.model_key = everybody.model_key
    left join rule_counts
        on
            rules.rule_key = rule_counts.rule_key
            and everybody.cut_on = rule_counts.cut_on
    left join named_counts
        on
            rules.model_key = named_counts.model_key
            and rules.component = named_counts.component
            and rules.rule = named_counts.rule
            and everybody.cut_on = named_counts.cut_on
),

rule_cuts as (
    select
        rule_key,
        cut_on,
        cast(cases_with as bigint) as cases_with,
        cast(cases - cases_with as bigint) as cases_without,
        cast(converted_with as bigint) as converted_with,
        cast(converted - converted_with as bigint) as converted_without,
        cast(own_points_with as bigint) as own_points_with,
        cast(own_points - own_points_with as bigint) as own_points_without
    from counts
)

select * from rule_cuts
