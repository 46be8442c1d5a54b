-- What came of the contacts that a tactic brought: money earned since the first
-- event that names it. Contacts for whom no event names one are `unknown`, and
-- count from the day of coming into being.
with

leads as (
    select * from {{ ref('int_leads') }}
),

sourced_leads as (
    {% for breakdown in ['channel', 'campaign'] %}
        select
            contact_key,
            '{{ breakdown }}' as breakdown,
            {{ breakdown }} as tactic,
            coalesce({{ breakdown }}_on, created_on) as since_on
        from leads
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

deals as (
    select * from {{ ref('int_deals') }}
),

earnings as (
    select
        contact_key,
        ended_on as earned_on,
        1 as won_deals,
        coalesce(amount, 0) as deal_revenue,
        0 as order_revenue
    from deals
    where stage = 'won'
    union all
    select
        contact_key,
        ordered_on as earned_on,
        0 as won_deals,
        0 as deal_revenue,
        amount as order_revenue
    from {{ ref('int_order_days') }}
),

tactic_revenue as (
    select
        sourced_leads.breakdown,
        sourced_leads.tactic,
        sum(earnings.won_deals) as won_deals,
        sum(earnings.deal_revenue) as deal_revenue,
        sum(earnings.order_revenue) as order_revenue
    from sourced_leads
    inner join earnings
        on
            sourced_leads.contact_key = earnings.contact_key
            and sourced_leads.since_on <= earnings.earned_on
    group by
        sourced_leads.breakdown,
        sourced_leads.tactic
)

select * from tactic_revenue
