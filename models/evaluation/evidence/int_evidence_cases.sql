-- The sum of the hashes of its rules names a set of rules in whatever order.
{% set rule_text = 'cast(rule_key as ' ~ dbt.type_string() ~ ')' %}

with

cases as (
    select * from {{ ref('int_observations') }}
    where is_evidence
),

sums as (
    select
        contact_key,
        model_key,
        snapshot_on,
        sum(points) as points,
        sum(cast({{ text_hash(rule_text) }} as decimal(38, 0))) as rule_set
    from {{ ref('int_observed_rules') }}
    group by
        contact_key,
        model_key,
        snapshot_on
),

evidence_cases as (
    select
        cases.contact_key,
        cases.model_key,
        cases.snapshot_on,
        cases.observed_on,
        cases.has_converted,
        cast(coalesce(sums.points, 0) as bigint) as points,
        cast(coalesce(sums.rule_set, 0) as decimal(38, 0)) as rule_set
    from cases
    left join sums
        on
            cases.contact_key = sums.contact_key
            and cases.model_key = sums.model_key
            and cases.snapshot_on = sums.snapshot_on
)

select * from evidence_cases
