-- Deals as they stood at the end of as_of: what was won or lost later was open
-- then, and open is not lost.
with

deals as (
    select * from {{ ref('base_deals') }}
    where rejection_reason is null
),

as_of as (
    select * from {{ ref('run_as_of') }}
),

deals_as_of as (
    select
        deals.deal_id,
        deals.contact_key,
        deals.opened_on,
        deals.amount,
        deals.ended_on,
        case
            when
                deals.stage in ('won', 'lost')
                and deals.ended_on <= as_of.as_of
                then deals.stage
            else 'open'
        end as stage,
        case
            when deals.closed_at >= deals.created_at
                then {{ days_between('deals.opened_on', 'deals.ended_on') }}
        end as cycle_days
    from deals
    inner join as_of
        on deals.opened_on <= as_of.as_of
)

select * from deals_as_of
