-- Which other rule most of those with a rule have, too. Cases with the same set
-- of rules are one row, so that no pairs of contacts are ever made.
with

numbered_cases as (
    select
        contact_key,
        model_key,
        snapshot_on,
        rule_set,
        count(*) over (partition by model_key, rule_set) as cases,
        row_number() over (
            partition by model_key, rule_set order by contact_key, snapshot_on
        ) as case_number
    from {{ ref('int_evidence_cases') }}
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
            and numbered_cases.snapshot_on = observed_rules.snapshot_on
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
        shared.*,
        row_number() over (
            partition by shared.rule_key
            order by
                shared.cases desc, rules.component, rules.rule, rules.band
        ) as overlap_number
    from shared
    inner join {{ ref('int_rules') }} as rules
        on shared.other_key = rules.rule_key
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
