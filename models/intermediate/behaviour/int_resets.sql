with

last_times as (
    select * from {{ ref('int_last_times') }}
),

behaviours as (
    select * from {{ ref('int_behaviours') }}
),

resets as (
    select
        last_times.contact_key,
        wiped.behaviour_key,
        last_times.occurred_on as reset_on,
        last_times.last_at as reset_at,
        lag(last_times.occurred_on) over (
            partition by last_times.contact_key, wiped.behaviour_key
            order by last_times.occurred_on
        ) as previous_reset_on
    from last_times
    inner join behaviours as wiping
        on last_times.behaviour_key = wiping.behaviour_key
    inner join behaviours as wiped
        on wiping.behaviour = wiped.reset_by
)

select * from resets
