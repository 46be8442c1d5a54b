with

behaviour_days as (
    select * from {{ ref('int_behaviour_days') }}
),

behaviours as (
    select * from {{ ref('int_behaviours') }}
),

resets as (
    select * from {{ ref('int_resets') }}
),

events_after_reset as (
    select * from {{ ref('int_events_after_reset') }}
),

surviving_days as (
    select
        behaviour_days.contact_key,
        behaviour_days.behaviour_key,
        behaviour_days.occurred_on,
        case
            when same_day.reset_at is null then behaviour_days.events
            else coalesce(events_after_reset.events, 0)
        end as events
    from behaviour_days
    left join resets as same_day
        on
            behaviour_days.contact_key = same_day.contact_key
            and behaviour_days.behaviour_key = same_day.behaviour_key
            and behaviour_days.occurred_on = same_day.reset_on
    left join events_after_reset
        on
            behaviour_days.contact_key = events_after_reset.contact_key
            and behaviour_days.behaviour_key = events_after_reset.behaviour_key
            and behaviour_days.occurred_on = events_after_reset.reset_on
),

occurrences as (
    select
        surviving_days.contact_key,
        surviving_days.behaviour_key,
        surviving_days.occurred_on,
        case
            when behaviours.count_by = 'day' then 1
            else surviving_days.events
        end as occurrences,
        next_reset.reset_on as stops_on
    from surviving_days
    inner join behaviours
        on surviving_days.behaviour_key = behaviours.behaviour_key
    left join resets as next_reset
        on
            surviving_days.contact_key = next_reset.contact_key
            and surviving_days.behaviour_key = next_reset.behaviour_key
            and surviving_days.occurred_on < next_reset.reset_on
            and surviving_days.occurred_on
            >= coalesce(next_reset.previous_reset_on, {{ start_of_time() }})
    where surviving_days.events > 0
)

select * from occurrences
