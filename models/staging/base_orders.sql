-- depends_on: {{ ref('run_scope') }}
with

raw_orders as (
    select * from {{ source('raw', 'orders') }}
),

contact_aliases as (
    select * from {{ ref('stg_contact_aliases') }}
),

read_rows as (
    select
        raw_orders.order_id,
        coalesce(contact_aliases.contact_id, raw_orders.contact_id)
            as contact_id,
        {{ finite('raw_orders.ordered_at') }} as ordered_at,
        {{ read_amount('raw_orders.amount') }} as amount,
        raw_orders.currency,
        lower({{ tidy('raw_orders.status') }}) as status,
        {{ read_update('raw_orders.updated_at') }} as updated_at,
        {{ unread_cell(
            'raw_orders.updated_at_cell', read_update('raw_orders.updated_at')
        ) }} as unread_updated_at,
        raw_orders.loaded_at,
        raw_orders.raw_row,
        raw_orders.raw_part
    from raw_orders
    left join contact_aliases
        on raw_orders.contact_id = contact_aliases.alias_id
),

{{ judge_rows('order_id', 'ordered_at', needed='amount') }},

orders as (
    select
        *,
        cast(ordered_at as date) as ordered_on
    from judged_rows
)

select * from orders
