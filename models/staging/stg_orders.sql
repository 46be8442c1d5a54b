with

judged_orders as (
    {{ judged_rows('orders') }}
),

accepted_orders as (
    select
        order_id,
        contact_id,
        contact_key,
        ordered_at,
        cast(ordered_at as date) as ordered_on,
        amount,
        currency,
        status
    from judged_orders
    where rejection_reason is null
)

select * from accepted_orders
