with

judged_sales_touches as (
    {{ judged_rows('sales_touches') }}
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
