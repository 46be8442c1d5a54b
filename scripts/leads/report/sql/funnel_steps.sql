-- The steps of all leads together, in the order a lead takes them.
with funnel as (
    select *
    from reports.rpt_funnel
    where
        breakdown = 'all'
        and cohort_month = 'all'
),

steps as (
    select 1 as place, 'leads' as step, leads as reached from funnel
    union all
    select 2, 'mqls', mqls from funnel
    union all
    select 3, 'touched', touched from funnel
    union all
    select 4, 'opportunities', opportunities from funnel
    union all
    select 5, 'won_deals', won_deals from funnel
)

select *
from steps
order by place
