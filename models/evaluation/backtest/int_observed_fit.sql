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
    where
        component = 'fit'
        and kind <> 'bound'
),

dated_points as (
    select
        ledger.contact_key,
        ledger.model_key,
        ledger.effective_on,
        ledger.points
    from {{ ref('int_ledger') }} as ledger
    inner join fit_rules
        on ledger.rule_key = fit_rules.rule_key
    inner join dated_attributes
        on
            ledger.contact_key = dated_attributes.contact_key
            and fit_rules.attribute = dated_attributes.attribute
),

observed_fit as (
    select
        observed_contacts.contact_key,
        observed_contacts.model_key,
        observed_contacts.snapshot_on,
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
        observed_contacts.snapshot_on
)

select * from observed_fit
