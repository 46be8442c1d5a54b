-- Everybody there is, judged or left out: what is counted must add up.
with

contacts as (
    select
        contact_key,
        model_key,
        created_on,
        as_of
    from {{ ref('int_scored_contacts') }}
),

cut_days as (
    select * from {{ ref('int_cut_days') }}
),

observed as (
    select
        contacts.contact_key,
        contacts.model_key,
        cut_days.cut_on,
        contacts.as_of,
        cut_days.horizon_days,
        cut_days.repeats,
        case cut_days.population
            when 'newcomers' then contacts.created_on
            else cut_days.cut_on
        end as observed_on
    from contacts
    inner join cut_days
        on
            contacts.model_key = cut_days.model_key
            and contacts.created_on <= cut_days.cut_on
            and (
                cut_days.population = 'everybody'
                or contacts.created_on >= cut_days.period_starts_on
            )
),

outcomes as (
    select distinct
        model_key,
        outcome
    from cut_days
),

first_conversions as (
    select
        conversions.contact_key,
        outcomes.model_key,
        min(conversions.converted_on) as converted_on
    from {{ ref('int_conversions') }} as conversions
    inner join outcomes
        on conversions.outcome = outcomes.outcome
    group by
        conversions.contact_key,
        outcomes.model_key
),

-- Few convert: they are sorted by cut before everybody is looked up.
conversions as (
    select
        conversions.contact_key,
        cut_days.model_key,
        cut_days.cut_on,
        conversions.converted_on
    from {{ ref('int_conversions') }} as conversions
    inner join cut_days
        on
            conversions.outcome = cut_days.outcome
            and conversions.converted_on > case cut_days.population
                when 'newcomers' then cut_days.period_starts_on
                else cut_days.cut_on
            end
            and conversions.converted_on
            <= {{ add_days('cut_days.cut_on', 'cut_days.horizon_days') }}
),

-- A conversion on the observed day itself is one that sales knew of.
converted as (
    select distinct
        observed.contact_key,
        observed.model_key,
        observed.cut_on
    from conversions
    inner join observed
        on
            conversions.contact_key = observed.contact_key
            and conversions.model_key = observed.model_key
            and conversions.cut_on = observed.cut_on
            and conversions.converted_on > observed.observed_on
            and conversions.converted_on
            <= {{ add_days('observed.observed_on', 'observed.horizon_days') }}
),

standings as (
    select
        observed.contact_key,
        observed.model_key,
        observed.cut_on,
        observed.observed_on,
        {{ add_days('observed.observed_on', 'observed.horizon_days') }}
            as horizon_ends_on,
        case
            when
                not observed.repeats
                and first_conversions.converted_on <= observed.observed_on
                then 'converted_before'
            when
                {{ add_days('observed.observed_on', 'observed.horizon_days') }}
                > observed.as_of
                then 'not_ripe'
            else 'judged'
        end as standing,
        converted.contact_key is not null as is_followed_by_outcome
    from observed
    left join first_conversions
        on
            observed.contact_key = first_conversions.contact_key
            and observed.model_key = first_conversions.model_key
    left join converted
        on
            observed.contact_key = converted.contact_key
            and observed.model_key = converted.model_key
            and observed.cut_on = converted.cut_on
),

observed_contacts as (
    select
        contact_key,
        model_key,
        cut_on,
        observed_on,
        horizon_ends_on,
        standing,
        standing = 'judged' and is_followed_by_outcome as has_converted
    from standings
)

select * from observed_contacts
