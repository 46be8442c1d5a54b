-- A contact is watched for an outcome at one time only among evidence cuts.
with

watched as (
    select
        contacts.contact_key,
        contacts.model_key,
        contacts.observed_on,
        lag(contacts.horizon_ends_on) over (
            partition by contacts.contact_key, contacts.model_key
            order by contacts.observed_on
        ) as watched_until
    from {{ ref('int_observed_contacts') }} as contacts
    inner join {{ ref('int_cut_days') }} as cut_days
        on
            contacts.model_key = cut_days.model_key
            and contacts.cut_on = cut_days.cut_on
    where cut_days.is_evidence_cut
),

failures as (
    select * from watched
    where observed_on < watched_until
)

select * from failures
