-- A contact is watched for an outcome at one time only among evidence
-- snapshots.
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
    where contacts.is_evidence
),

failures as (
    select * from watched
    where observed_on < watched_until
)

select * from failures
