-- Cases are few kinds to a rule and snapshot: how many points it gave them
-- beside which total, whether today's export speaks, and how many converted.
with

dated_attributes as (
    select distinct
        contact_key,
        attribute
    from {{ ref('int_attribute_history') }}
),

rules as (
    select * from {{ ref('int_rules') }}
),

rule_counts as (
    select
        observed_rules.rule_key,
        observed_rules.snapshot_on,
        rules.model_key,
        rules.component,
        rules.rule,
        cases.points as total_points,
        observed_rules.points,
        rules.component = 'fit' and dated_attributes.contact_key is null
            as is_undated,
        count(*) as cases,
        sum(case when cases.has_converted then 1 else 0 end) as converted
    from {{ ref('int_observed_rules') }} as observed_rules
    inner join {{ ref('int_evidence_cases') }} as cases
        on
            observed_rules.contact_key = cases.contact_key
            and observed_rules.model_key = cases.model_key
            and observed_rules.snapshot_on = cases.snapshot_on
    inner join rules
        on observed_rules.rule_key = rules.rule_key
    left join dated_attributes
        on
            rules.component = 'fit'
            and observed_rules.contact_key = dated_attributes.contact_key
            and rules.rule = dated_attributes.attribute
    group by
        observed_rules.rule_key,
        observed_rules.snapshot_on,
        rules.model_key,
        rules.component,
        rules.rule,
        cases.points,
        observed_rules.points,
        rules.component = 'fit' and dated_attributes.contact_key is null
)

select * from rule_counts
