-- A conversion on the observed day itself is one that sales knew of.
with

outcomes as (
    select distinct
        model_key,
        outcome
    from {{ ref('int_snapshots') }}
),

observed_contacts as (
    select * from {{ ref('int_observed_contacts') }}
),

dated_outcomes as (
    select
        contact_key,
        'deal_opened' as outcome,
        opened_on as converted_on
    from {{ ref('int_deals') }}
    union all
    select
        contact_key,
        'deal_won' as outcome,
        ended_on as converted_on
    from {{ ref('int_deals') }}
    where stage = 'won'
    union all
    select
        contact_key,
        'purchase' as outcome,
        ordered_on as converted_on
    from {{ ref('int_order_days') }}
    where purchases > 0
),

conversions as (
    select
        dated_outcomes.contact_key,
        outcomes.model_key,
        dated_outcomes.converted_on
    from dated_outcomes
    inner join outcomes
        on dated_outcomes.outcome = outcomes.outcome
),

first_conversions as (
    select
        contact_key,
        model_key,
        min(converted_on) as converted_on
    from conversions
    group by
        contact_key,
        model_key
),

watched_conversions as (
    select
        observed_contacts.contact_key,
        observed_contacts.model_key,
        observed_contacts.snapshot_on,
        1 as is_before,
        0 as is_within
    from observed_contacts
    inner join first_conversions
        on
            observed_contacts.contact_key = first_conversions.contact_key
            and observed_contacts.model_key = first_conversions.model_key
            and observed_contacts.observed_on >= first_conversions.converted_on
    where not observed_contacts.repeats
    union all
    select
        observed_contacts.contact_key,
        observed_contacts.model_key,
        observed_contacts.snapshot_on,
        0 as is_before,
        1 as is_within
    from observed_contacts
    inner join conversions
        on
            observed_contacts.contact_key = conversions.contact_key
            and observed_contacts.model_key = conversions.model_key
            and observed_contacts.observed_on < conversions.converted_on
            and observed_contacts.horizon_ends_on >= conversions.converted_on
),

observed_conversions as (
    select
        contact_key,
        model_key,
        snapshot_on,
        max(is_before) = 1 as has_converted_before,
        max(is_within) = 1 as has_converted_within
    from watched_conversions
    group by
        contact_key,
        model_key,
        snapshot_on
)

select * from observed_conversions
