{% set breakdowns = ['channel', 'campaign'] %}

with

as_of as (
    select * from {{ ref('run_as_of') }}
),

costs as (
    select costs.*
    from {{ ref('base_campaign_costs') }} as costs
    inner join as_of
        on costs.spent_on <= as_of.as_of
    where
        costs.rejection_reason is null
        or costs.rejection_reason = 'unreadable_amount'
),

leads as (
    select * from {{ ref('int_leads') }}
),

order_statuses as (
    {{ typed_seed('order_statuses') }}
),

-- Refused, for nobody knows how much they brought.
unread_orders as (
    select
        identities.contact_key,
        orders.ordered_on
    from {{ ref('base_orders') }} as orders
    inner join {{ ref('int_identities') }} as identities
        on
            {{ is_row_of('identities', 'orders', 'orders.ordered_at') }}
            and identities.is_current
    inner join as_of
        on orders.ordered_on <= as_of.as_of
    left join order_statuses
        on orders.status = order_statuses.status
    where
        orders.rejection_reason = 'unreadable_amount'
        and (orders.status is null or order_statuses.counts_as <> 'nothing')
),

-- Money counts for a tactic since the first event that names it. Contacts for
-- whom no event names one are `unknown`, and count from the day of coming into
-- being.
sourced_leads as (
    {% for breakdown in breakdowns %}
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
    where is_current
),

earnings as (
    select
        contact_key,
        ended_on as earned_on,
        1 as won_deals,
        coalesce(amount, 0) as deal_revenue,
        0 as order_revenue,
        case when has_unread_amount then 1 else 0 end as unread_amounts
    from deals
    where stage = 'won'
    union all
    select
        contact_key,
        ordered_on as earned_on,
        0 as won_deals,
        0 as deal_revenue,
        amount as order_revenue,
        0 as unread_amounts
    from {{ ref('int_order_days') }}
    where is_current
    union all
    select
        contact_key,
        ordered_on as earned_on,
        0 as won_deals,
        0 as deal_revenue,
        0 as order_revenue,
        1 as unread_amounts
    from unread_orders
),

tactic_revenue as (
    select
        sourced_leads.breakdown,
        sourced_leads.tactic,
        sum(earnings.won_deals) as won_deals,
        sum(earnings.deal_revenue) as deal_revenue,
        sum(earnings.order_revenue) as order_revenue,
        sum(earnings.unread_amounts) as unread_amounts
    from sourced_leads
    inner join earnings
        on
            sourced_leads.contact_key = earnings.contact_key
            and sourced_leads.since_on <= earnings.earned_on
    group by
        sourced_leads.breakdown,
        sourced_leads.tactic
),

spend as (
    {% for breakdown in breakdowns %}
        select
            '{{ breakdown }}' as breakdown,
            coalesce({{ tidy(breakdown) }}, 'unknown') as tactic,
            sum(amount) as spend,
            count(case when amount is null then 1 end) as unread_costs
        from costs
        group by coalesce({{ tidy(breakdown) }}, 'unknown')
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

counts as (
    {% for breakdown in breakdowns %}
        select
            '{{ breakdown }}' as breakdown,
            {{ breakdown }} as tactic,
            count(*) as leads,
            sum(mqls) as mqls,
            sum(open_deals) as open_deals,
            sum(open_amount) as open_amount,
            sum(unpriced_deals) as unpriced_deals
        from leads
        group by {{ breakdown }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

tactics as (
    select
        coalesce(counts.breakdown, spend.breakdown) as breakdown,
        coalesce(counts.tactic, spend.tactic) as tactic,
        coalesce(spend.spend, 0) as spend,
        coalesce(spend.unread_costs, 0) as unread_costs,
        coalesce(counts.leads, 0) as leads,
        coalesce(counts.mqls, 0) as mqls,
        coalesce(counts.open_deals, 0) as open_deals,
        coalesce(counts.open_amount, 0) as open_amount,
        coalesce(counts.unpriced_deals, 0) as unpriced_deals
    from counts
    full outer join spend
        on
            counts.breakdown = spend.breakdown
            and counts.tactic = spend.tactic
),

sums as (
    select
        tactics.*,
        coalesce(revenue.won_deals, 0) as won_deals,
        coalesce(revenue.deal_revenue, 0) as deal_revenue,
        coalesce(revenue.order_revenue, 0) as order_revenue,
        coalesce(revenue.deal_revenue + revenue.order_revenue, 0) as revenue,
        coalesce(revenue.unread_amounts, 0) as unread_revenue
    from tactics
    left join tactic_revenue as revenue
        on
            tactics.breakdown = revenue.breakdown
            and tactics.tactic = revenue.tactic
),

-- What a name earned may stand under another spelling of it.
spelled_sums as (
    select
        *,
        count(*) over (
            partition by breakdown, {{ plain_name('tactic') }}
        ) as spellings
    from sums
),

roi as (
    select
        breakdown,
        tactic,
        cast(spend as decimal(18, 2)) as spend,
        cast(leads as bigint) as leads,
        cast(mqls as bigint) as mqls,
        cast(won_deals as bigint) as won_deals,
        cast(open_deals as bigint) as open_deals,
        cast(open_amount as decimal(18, 2)) as open_amount,
        cast(deal_revenue as decimal(18, 2)) as deal_revenue,
        cast(order_revenue as decimal(18, 2)) as order_revenue,
        cast(revenue as decimal(18, 2)) as revenue,
        cast(unread_costs + unread_revenue as bigint) as unread_amounts,
        {{ ratio('revenue - spend', 'spend', 4) }} as roi,
        {{ ratio('spend', 'leads', 2) }} as cost_per_lead,
        {{ ratio('spend', 'mqls', 2) }} as cost_per_mql,
        case
            when tactic = 'unknown' then 'no_tactic'
            when unread_costs > 0 and revenue >= spend then 'undecided'
            when spend = 0 then 'no_spend'
            when revenue >= spend then 'worth_it'
            when
                unpriced_deals > 0
                or unread_revenue > 0
                or revenue + open_amount >= spend
                or spellings > 1
                then 'undecided'
            else 'not_worth_it'
        end as verdict
    from spelled_sums
)

select * from roi
