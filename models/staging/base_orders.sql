-- depends_on: {{ ref('run_scope') }}
with

raw_orders as (
    select * from {{ source('raw', 'orders') }}
),

read_rows as (
    select
        order_id,
        contact_id,
        {{ finite('ordered_at') }} as ordered_at,
        {{ read_amount('amount') }} as amount,
        currency,
        lower({{ tidy('status') }}) as status,
        {{ read_update('updated_at') }} as updated_at,
        {{ unread_cell(
            'updated_at_cell', read_update('updated_at')
        ) }} as unread_updated_at,
        loaded_at,
        raw_row,
        raw_part
    from raw_orders
),

{{ judge_rows('order_id', 'ordered_at', needed='amount') }},

orders as (
    select
        *,
        cast(ordered_at as date) as ordered_on
    from judged_rows
)

select * from orders
