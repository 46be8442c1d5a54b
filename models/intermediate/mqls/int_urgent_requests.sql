-- MQLs that asked for something urgent, still worth points, and whom nobody
-- has touched since.
with

rule_points as (
    select * from {{ ref('int_mql_rule_points') }}
),

urgent_behaviours as (
    select behaviour from {{ ref('int_behaviours') }}
    where is_urgent
),

behaviour_days as (
    select * from {{ ref('int_behaviour_days') }}
),

last_touches as (
    select
        sales_touches.contact_id,
        max(sales_touches.touched_at) as touched_at
    from {{ ref('stg_sales_touches') }} as sales_touches
    inner join {{ ref('int_as_of') }} as as_of
        on cast(sales_touches.touched_at as date) <= as_of.as_of
    group by sales_touches.contact_id
),

last_requests as (
    select
        rule_points.contact_id,
        rule_points.scoring_model,
        max(behaviour_days.last_at) as requested_at
    from rule_points
    inner join urgent_behaviours
        on rule_points.rule = urgent_behaviours.behaviour
    inner join behaviour_days
        on
            rule_points.contact_id = behaviour_days.contact_id
            and rule_points.rule = behaviour_days.behaviour
    where rule_points.points > 0
    group by
        rule_points.contact_id,
        rule_points.scoring_model
),

unanswered_requests as (
    select
        last_requests.contact_id,
        last_requests.scoring_model,
        last_requests.requested_at
    from last_requests
    left join last_touches
        on
            last_requests.contact_id = last_touches.contact_id
            and last_requests.requested_at <= last_touches.touched_at
    where last_touches.contact_id is null
)

select * from unanswered_requests
