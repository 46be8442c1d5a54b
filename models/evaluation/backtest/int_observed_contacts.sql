-- Everybody there is, evaluated or left out: what is counted must add up. A
-- conversion on the observed day itself is one that sales knew of.
{% set observed_on %}
    case snapshots.population
        when 'newcomers' then contacts.created_on
        else snapshots.snapshot_on
    end
{%- endset %}

with

contacts as (
    select
        contact_key,
        model_key,
        created_on,
        as_of
    from {{ ref('int_scored_contacts') }}
),

snapshots as (
    select * from {{ ref('int_snapshots') }}
),

dated_contacts as (
    select
        contacts.contact_key,
        contacts.model_key,
        snapshots.snapshot_on,
        {{ observed_on }} as observed_on,
        {{ add_days(observed_on, 'snapshots.horizon_days') }}
            as horizon_ends_on,
        contacts.as_of,
        snapshots.repeats,
        snapshots.is_evidence
    from contacts
    inner join snapshots
        on
            contacts.model_key = snapshots.model_key
            and contacts.created_on <= snapshots.snapshot_on
            and (
                snapshots.population = 'everybody'
                or contacts.created_on >= snapshots.period_starts_on
            )
),

outcomes as (
    select distinct
        model_key,
        outcome
    from snapshots
),

dated_outcomes as (
    select
        contact_key,
        'deal_opened' as outcome,
        opened_on as converted_on
    from {{ ref('int_deals') }}
    where is_current
    union all
    select
        contact_key,
        'deal_won' as outcome,
        ended_on as converted_on
    from {{ ref('int_deals') }}
    where stage = 'won' and is_current
    union all
    select
        contact_key,
        'purchase' as outcome,
        ordered_on as converted_on
    from {{ ref('int_order_days') }}
    where purchases > 0 and is_current
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
    select distinct
        dated_contacts.contact_key,
        dated_contacts.model_key,
        dated_contacts.snapshot_on
    from dated_contacts
    inner join conversions
        on
            dated_contacts.contact_key = conversions.contact_key
            and dated_contacts.model_key = conversions.model_key
            and dated_contacts.observed_on < conversions.converted_on
            and dated_contacts.horizon_ends_on >= conversions.converted_on
),

judged_contacts as (
    select
        dated_contacts.*,
        watched.contact_key is not null as has_converted_within,
        case
            when
                not dated_contacts.repeats
                and dated_contacts.observed_on >= first_conversions.converted_on
                then 'converted_before'
            when dated_contacts.horizon_ends_on > dated_contacts.as_of
                then 'not_matured'
            else 'evaluated'
        end as status
    from dated_contacts
    left join first_conversions
        on
            dated_contacts.contact_key = first_conversions.contact_key
            and dated_contacts.model_key = first_conversions.model_key
    left join watched_conversions as watched
        on
            dated_contacts.contact_key = watched.contact_key
            and dated_contacts.model_key = watched.model_key
            and dated_contacts.snapshot_on = watched.snapshot_on
),

observed_contacts as (
    select
        contact_key,
        model_key,
        snapshot_on,
        observed_on,
        horizon_ends_on,
        is_evidence,
        status,
        has_converted_within and status = 'evaluated' as has_converted
    from judged_contacts
)

select * from observed_contacts
