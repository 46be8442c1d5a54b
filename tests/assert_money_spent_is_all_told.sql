-- Each cost is in one channel and in one campaign, up to as_of.
with

spent as (
    select coalesce(sum(costs.amount), 0) as spend
    from {{ ref('base_campaign_costs') }} as costs
    inner join {{ ref('run_as_of') }} as as_of
        on costs.spent_on <= as_of.as_of
    where costs.rejection_reason is null
),

told as (
    select
        breakdown,
        sum(spend) as spend
    from {{ ref('rpt_roi') }}
    group by breakdown
),

failures as (
    select told.*
    from told
    cross join spent
    where abs(told.spend - spent.spend) >= 0.01 * (
        select count(*) from {{ ref('rpt_roi') }}
    )
)

select * from failures
