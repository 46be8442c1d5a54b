with

order_days as (
    select * from {{ ref('int_order_days') }}
),

running_orders as (
    select
        contact_key,
        ordered_on,
        purchases,
        sum(purchases) over days_so_far as frequency,
        sum(amount) over days_so_far as monetary,
        max(case when purchases > 0 then ordered_on end) over days_so_far
            as last_purchase_on,
        min(case when purchases > 0 then ordered_on end) over days_to_come
            as next_purchase_on
    from order_days
    window
        days_so_far as (
            partition by contact_key order by ordered_on
            rows between unbounded preceding and current row
        ),
        days_to_come as (
            partition by contact_key order by ordered_on
            rows between 1 following and unbounded following
        )
),

-- Before the first purchase there is no level, whatever was given back.
buyers as (
    select
        contact_key,
        ordered_on,
        purchases > 0 as is_purchase_day,
        cast(frequency as bigint) as frequency,
        cast(monetary as decimal(18, 4)) as monetary,
        last_purchase_on,
        next_purchase_on
    from running_orders
    where frequency > 0
)

select * from buyers
