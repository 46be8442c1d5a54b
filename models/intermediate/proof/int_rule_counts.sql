-- Cases are few kinds to a rule and cut: how many points it gave them beside
-- which total, whether today's export speaks, and how many converted.
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
        observed_rules.cut_on,
        rules.model_key,
        rules.component,
        rules.rule,
        contacts.points as total_points,
        observed_rules.points,
        rules.component = 'fit' and dated_attributes.contact_key is null
            as is_undated,
        count(*) as cases,
        sum(case when contacts.has_converted then 1 else 0 end) as converted
    from {{ ref('int_observed_rules') }} as observed_rules
    inner join {{ ref('int_evidence_contacts') }} as contacts
        on
            observed_rules.contact_key = contacts.contact_key
            and observed_rules.model_key = contacts.model_key
            and observed_rules.cut_on = contacts.cut_on
    inner join rules
        on observed_rules.rule_key = rules.rule_key
    left join dated_attributes
        on
            rules.component = 'fit'
            and observed_rules.contact_key = dated_attributes.contact_key
            and rules.rule = dated_attributes.attribute
    group by
        observed_rules.rule_key,
        observed_rules.cut_on,
        rules.model_key,
        rules.component,
        rules.rule,
        contacts.points,
        observed_rules.points,
        rules.component = 'fit' and dated_attributes.contact_key is null
)

select * from rule_counts
