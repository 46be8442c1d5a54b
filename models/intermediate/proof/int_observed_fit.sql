-- Fit that was known on the observed day, because contact_changes dates it.
-- Fit of any other attribute is that of today's export.
with

dated_attributes as (
    select distinct
        contact_key,
        attribute
    from {{ ref('int_attribute_history') }}
),

fit_rules as (
    select
        rule_key,
        rule as attribute
    from {{ ref('int_rules') }}
    where component = 'fit'
),

dated_points as (
    select
        rule_points.contact_key,
        rule_points.model_key,
        rule_points.effective_on,
        rule_points.points
    from {{ ref('int_rule_points') }} as rule_points
    inner join fit_rules
        on rule_points.rule_key = fit_rules.rule_key
    inner join dated_attributes
        on
            rule_points.contact_key = dated_attributes.contact_key
            and fit_rules.attribute = dated_attributes.attribute
),

observed_fit as (
    select
        observed_contacts.contact_key,
        observed_contacts.model_key,
        observed_contacts.cut_on,
        sum(dated_points.points) as dated_points
    from dated_points
    inner join {{ ref('int_observed_contacts') }} as observed_contacts
        on
            dated_points.contact_key = observed_contacts.contact_key
            and dated_points.model_key = observed_contacts.model_key
            and dated_points.effective_on <= observed_contacts.observed_on
    group by
        observed_contacts.contact_key,
        observed_contacts.model_key,
        observed_contacts.cut_on
)

select * from observed_fit
