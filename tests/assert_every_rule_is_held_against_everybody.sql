-- With and without a rule are all cases of each snapshot, however they are
-- sorted by the points of the others; and nobody is more people than cases.
with

everybody as (
    select
        model_key,
        snapshot_on,
        count(*) as cases,
        sum(case when has_converted then 1 else 0 end) as converted
    from {{ ref('int_evidence_cases') }}
    group by
        model_key,
        snapshot_on
),

rules as (
    select * from {{ ref('int_rules') }}
    where kind <> 'bound'
),

counted as (
    select
        observed_rules.rule_key,
        observed_rules.snapshot_on,
        count(*) as cases,
        sum(case when cases.has_converted then 1 else 0 end) as converted
    from {{ ref('int_observed_rules') }} as observed_rules
    inner join {{ ref('int_evidence_cases') }} as cases
        on
            observed_rules.contact_key = cases.contact_key
            and observed_rules.model_key = cases.model_key
            and observed_rules.snapshot_on = cases.snapshot_on
    group by
        observed_rules.rule_key,
        observed_rules.snapshot_on
),

strata as (
    select
        rule_key,
        snapshot_on,
        sum(cases_with) as cases_with,
        sum(cases_without) as cases_without,
        sum(converted_with) as converted_with,
        sum(converted_without) as converted_without
    from {{ ref('int_lift_strata') }}
    group by
        rule_key,
        snapshot_on
),

miscounted_snapshots as (
    select rules.rule_key
    from rules
    inner join everybody
        on rules.model_key = everybody.model_key
    left join strata
        on
            rules.rule_key = strata.rule_key
            and everybody.snapshot_on = strata.snapshot_on
    left join counted
        on
            rules.rule_key = counted.rule_key
            and everybody.snapshot_on = counted.snapshot_on
    where
        strata.rule_key is null
        or strata.cases_with + strata.cases_without <> everybody.cases
        or strata.converted_with + strata.converted_without
        <> everybody.converted
        or strata.cases_with <> coalesce(counted.cases, 0)
        or strata.converted_with <> coalesce(counted.converted, 0)
),

miscounted_people as (
    select rule_key
    from {{ ref('int_rule_cases') }}
    where
        contacts_with > cases_with
        or contacts_without > cases_without
        or contacts > contacts_with + contacts_without
),

failures as (
    select * from miscounted_snapshots
    union all
    select * from miscounted_people
)

select * from failures
