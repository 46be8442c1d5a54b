-- A behaviour named in exclusions.csv holds against a contact from the day it
-- occurs until it is reset.
with

occurrences as (
    select * from {{ ref('int_occurrences') }}
    where {{ is_recounted('contact_key') }}
),

behaviours as (
    select * from {{ ref('int_behaviours') }}
),

excluding_behaviours as (
    select distinct field as behaviour from {{ ref('stg_exclusions') }}
),

behaviour_exclusions as (
    select
        occurrences.contact_key,
        behaviours.behaviour,
        occurrences.occurred_on as from_on,
        occurrences.stops_on as until_on
    from occurrences
    inner join behaviours
        on occurrences.behaviour_key = behaviours.behaviour_key
    inner join excluding_behaviours
        on behaviours.behaviour = excluding_behaviours.behaviour
)

select * from behaviour_exclusions
