with

judged_campaign_costs as (
    select * from {{ ref('base_campaign_costs') }}
),

accepted_campaign_costs as (
    select
        cost_id,
        campaign,
        channel,
        cast(spent_at as date) as spent_on,
        amount
    from judged_campaign_costs
    where rejection_reason is null
)

select * from accepted_campaign_costs
