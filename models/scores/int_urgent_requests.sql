-- MQLs that asked for something urgent, still worth points, and whom nobody
-- has touched since.
with

rule_points as (
    select * from {{ ref('int_mql_rule_points') }}
),

urgent_behaviours as (
    select
        behaviour_key,
        behaviour
    from {{ ref('int_behaviours') }}
    where is_urgent
),

urgent_times as (
    select
        events.contact_key,
        group_behaviours.behaviour_key,
        events.occurred_at
    from {{ ref('int_contact_events') }} as events
    inner join {{ ref('int_group_behaviours') }} as group_behaviours
        on events.kind_group = group_behaviours.kind_group
    inner join urgent_behaviours
        on group_behaviours.behaviour_key = urgent_behaviours.behaviour_key
    group by
        events.contact_key,
        group_behaviours.behaviour_key,
        events.occurred_at
    having sum(events.events) > 0
),

last_touches as (
    select
        sales_touches.contact_key,
        max(sales_touches.touched_at) as touched_at
    from {{ ref('base_sales_touches') }} as sales_touches
    inner join {{ ref('run_as_of') }} as as_of
        on cast(sales_touches.touched_at as date) <= as_of.as_of
    where sales_touches.rejection_reason is null
    group by sales_touches.contact_key
),

last_requests as (
    select
        rule_points.contact_key,
        rule_points.model_key,
        max(urgent_times.occurred_at) as requested_at
    from rule_points
    inner join urgent_behaviours
        on rule_points.rule = urgent_behaviours.behaviour
    inner join urgent_times
        on
            rule_points.contact_key = urgent_times.contact_key
            and urgent_behaviours.behaviour_key = urgent_times.behaviour_key
    where rule_points.points > 0
    group by
        rule_points.contact_key,
        rule_points.model_key
),

unanswered_requests as (
    select
        last_requests.contact_key,
        last_requests.model_key,
        last_requests.requested_at
    from last_requests
    left join last_touches
        on
            last_requests.contact_key = last_touches.contact_key
            and last_requests.requested_at <= last_touches.touched_at
    where last_touches.contact_key is null
)

select * from unanswered_requests
