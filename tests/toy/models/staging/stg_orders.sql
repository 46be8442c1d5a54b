with

orders as (
    select
        base_orders.order_id,
        contact_ids.contact_key,
        cast(base_orders.ordered_at as date) as ordered_on
    from {{ ref('base_orders') }} as base_orders
    inner join {{ ref('int_contact_ids') }} as contact_ids
        on {{ text_hash('base_orders.contact_id') }} = contact_ids.exported_key
    where base_orders.own_rejection is null and base_orders.copies_before = 1
)

select * from orders
