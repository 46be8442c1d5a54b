{% set columns = [
    'order_id', 'contact_id', 'ordered_at', 'amount', 'currency', 'status',
    'raw_row', 'raw_part',
] %}

with

raw_orders as (
    select * from {{ source('raw', 'orders') }}
),

contact_aliases as (
    select * from {{ ref('stg_contact_aliases') }}
),

contacts as (
    select
        contact_id,
        contact_key
    from {{ ref('stg_contacts') }}
),

new_rows as (
    select
        raw_orders.order_id,
        coalesce(contact_aliases.contact_id, raw_orders.contact_id)
            as contact_id,
        {{ finite('raw_orders.ordered_at') }} as ordered_at,
        {{ read_amount('raw_orders.amount') }} as amount,
        raw_orders.currency,
        lower({{ tidy('raw_orders.status') }}) as status,
        raw_orders.raw_row,
        raw_orders.raw_part
    from raw_orders
    left join contact_aliases
        on raw_orders.contact_id = contact_aliases.alias_id
    where {{ is_news('orders') }}
),

{{ rows_in_question('order_id', columns) }},

{{ judge_rows(
    'order_id', 'ordered_at', ['contact_id', 'amount', 'status'],
    amount='amount'
) }}

select * from judged_rows
