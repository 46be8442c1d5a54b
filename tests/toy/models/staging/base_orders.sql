-- depends_on: {{ ref('run_scope') }}
with

raw_rows as (
    select
        *,
        {{ own_rejection('order_id', 'ordered_at') }} as own_rejection
    from {{ source('raw', 'orders') }}
),

numbered_rows as (
    select
        *,
        row_number() over (
            partition by order_id, own_rejection
            order by ordered_at, contact_id, raw_part
        ) as copies_before
    from raw_rows
),

base_orders as (
    select
        numbered_rows.order_id,
        contact_ids.contact_key,
        numbered_rows.ordered_at,
        cast(numbered_rows.ordered_at as date) as ordered_on,
        numbered_rows.raw_part,
        numbered_rows.own_rejection,
        case
            when numbered_rows.own_rejection is not null
                then numbered_rows.own_rejection
            when numbered_rows.copies_before > 1 then 'duplicate_id'
            when contact_ids.contact_key is null then 'unknown_contact'
        end as rejection_reason
    from numbered_rows
    left join {{ ref('int_contact_ids') }} as contact_ids
        on {{ text_hash('numbered_rows.contact_id') }} = contact_ids.exported_key
)

select * from base_orders
