with

judged_deals as (
    {{ judged_rows('deals') }}
),

accepted_deals as (
    select
        deal_id,
        contact_id,
        contact_key,
        created_at,
        closed_at,
        stage,
        amount
    from judged_deals
    where rejection_reason is null
)

select * from accepted_deals
