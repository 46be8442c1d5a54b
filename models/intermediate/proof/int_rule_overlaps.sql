-- Which other rule most of those with a rule have, too. Cases with the same set
-- of rules are one row, so that no pairs of contacts are ever made.
with

numbered_cases as (
    select
        contact_key,
        model_key,
        cut_on,
        rule_set,
        count(*) over (partition by model_key, rule_set) as cases,
        row_number() over (
            partition by model_key, rule_set order by contact_key, cut_on
        ) as case_number
    from {{ ref('int_evidence_contacts') }}
    where rule_set <> 0
),

set_rules as (
    select
        numbered_cases.model_key,
        numbered_cases.rule_set,
        numbered_cases.cases,
        observed_rules.rule_key
    from numbered_cases
    inner join {{ ref('int_observed_rules') }} as observed_rules
        on
            numbered_cases.contact_key = observed_rules.contact_key
            and numbered_cases.model_key = observed_rules.model_key
            and numbered_cases.cut_on = observed_rules.cut_on
    where numbered_cases.case_number = 1
),

shared as (
    select
        set_rules.rule_key,
        other_rules.rule_key as other_key,
        sum(set_rules.cases) as cases
    from set_rules
    inner join set_rules as other_rules
        on
            set_rules.model_key = other_rules.model_key
            and set_rules.rule_set = other_rules.rule_set
            and set_rules.rule_key <> other_rules.rule_key
    group by
        set_rules.rule_key,
        other_rules.rule_key
),

ordered_overlaps as (
    select
        *,
        row_number() over (
            partition by rule_key order by cases desc, other_key
        ) as overlap_number
    from shared
),

rule_overlaps as (
    select
        rule_key,
        other_key,
        cast(cases as bigint) as cases
    from ordered_overlaps
    where overlap_number = 1
)

select * from rule_overlaps
