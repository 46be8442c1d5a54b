with

behaviour_days as (
    select * from {{ ref('int_behaviour_days') }}
),

behaviours as (
    select * from {{ ref('int_behaviours') }}
),

resets as (
    select
        behaviour_days.contact_id,
        behaviours.behaviour,
        behaviour_days.occurred_on as reset_on,
        behaviour_days.last_at as reset_at,
        lag(behaviour_days.occurred_on) over (
            partition by behaviour_days.contact_id, behaviours.behaviour
            order by behaviour_days.occurred_on
        ) as previous_reset_on
    from behaviour_days
    inner join behaviours
        on behaviour_days.behaviour = behaviours.reset_by
)

select * from resets
