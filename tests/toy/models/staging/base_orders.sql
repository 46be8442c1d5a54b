-- depends_on: {{ ref('run_scope') }}
with

raw_rows as (
    select
        *,
        {{ own_rejection('order_id', 'ordered_at') }} as own_rejection
    from {{ source('raw', 'orders') }}
),

base_orders as (
    select
        order_id,
        ordered_at,
        contact_id,
        raw_part,
        own_rejection,
        row_number() over (
            partition by order_id, own_rejection
            order by ordered_at, contact_id, raw_part
        ) as copies_before
    from raw_rows
)

select * from base_orders
