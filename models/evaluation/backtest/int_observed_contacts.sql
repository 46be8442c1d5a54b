-- Everybody there is, evaluated or left out: what is counted must add up.
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

observed_contacts as (
    select
        contacts.contact_key,
        contacts.model_key,
        snapshots.snapshot_on,
        {{ observed_on }} as observed_on,
        {{ add_days(observed_on, 'snapshots.horizon_days') }}
            as horizon_ends_on,
        {{ add_days(observed_on, 'snapshots.horizon_days') }}
        <= contacts.as_of as has_matured,
        snapshots.outcome,
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
)

select * from observed_contacts
