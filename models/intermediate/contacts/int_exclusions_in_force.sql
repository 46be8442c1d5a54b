-- A behaviour named in exclusions.csv holds against a contact while an
-- occurrence of it still counts.
with

occurrences as (
    select * from {{ ref('int_occurrences') }}
    where stops_on is null and {{ is_recounted('contact_key') }}
),

behaviours as (
    select * from {{ ref('int_behaviours') }}
),

exclusions as (
    select * from {{ ref('stg_exclusions') }}
),

exclusions_in_force as (
    select distinct
        occurrences.contact_key,
        behaviours.behaviour
    from occurrences
    inner join behaviours
        on occurrences.behaviour_key = behaviours.behaviour_key
    inner join exclusions
        on behaviours.behaviour = exclusions.field
)

select * from exclusions_in_force
