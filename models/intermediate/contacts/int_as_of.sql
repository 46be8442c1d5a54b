with

contacts as (
    select max(created_on) as latest_on from {{ ref('stg_contacts') }}
),

events as (
    select max(occurred_on) as latest_on from {{ ref('int_event_days') }}
),

orders as (
    select max(ordered_on) as latest_on from {{ ref('stg_orders') }}
),

latest_days as (
    select * from contacts
    union all
    select * from events
    union all
    select * from orders
),

as_of as (
    select
        coalesce({{ chosen_as_of() }}, max(latest_on)) as as_of
    from latest_days
)

select * from as_of
