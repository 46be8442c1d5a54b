with

judged_sales_touches as (
    select * from {{ ref('stg_sales_touches_judged') }}
),

accepted_sales_touches as (
    select
        touch_id,
        contact_id,
        contact_key,
        touched_at,
        channel,
        outcome
    from judged_sales_touches
    where rejection_reason is null
)

select * from accepted_sales_touches
