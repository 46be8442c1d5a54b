-- The sum of the hashes of its rules names a set of rules in whatever order.
{% set rule_text = 'cast(rule_key as ' ~ dbt.type_string() ~ ')' %}

with

judged_cases as (
    select * from {{ ref('int_judged_cases') }}
),

sums as (
    select
        contact_key,
        model_key,
        cut_on,
        sum(points) as points,
        sum(cast({{ text_hash(rule_text) }} as decimal(38, 0))) as rule_set
    from {{ ref('int_observed_rules') }}
    group by
        contact_key,
        model_key,
        cut_on
),

evidence_contacts as (
    select
        judged_cases.contact_key,
        judged_cases.model_key,
        judged_cases.cut_on,
        judged_cases.has_converted,
        cast(coalesce(sums.points, 0) as bigint) as points,
        cast(coalesce(sums.rule_set, 0) as decimal(38, 0)) as rule_set
    from judged_cases
    left join sums
        on
            judged_cases.contact_key = sums.contact_key
            and judged_cases.model_key = sums.model_key
            and judged_cases.cut_on = sums.cut_on
)

select * from evidence_contacts
