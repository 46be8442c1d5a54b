-- Counts that add up, in the smallest groups: all breakdowns are sums of these.
{% set groups = ['audience', 'label', 'channel', 'campaign', 'cohort_month'] %}
{% set sums = [
    'leads', 'mqls', 'touched', 'opportunities', 'deals', 'open_deals',
    'won_deals', 'lost_deals', 'open_amount', 'unpriced_deals',
] %}

with

leads as (
    select * from {{ ref('int_leads') }}
),

deals as (
    select * from {{ ref('int_deals') }}
),

counted_leads as (
    select
        {{ groups | join(',\n        ') }},
        1 as leads,
        case when is_mql then 1 else 0 end as mqls,
        case when is_touched then 1 else 0 end as touched,
        case when is_opportunity then 1 else 0 end as opportunities,
        0 as deals,
        0 as open_deals,
        0 as won_deals,
        0 as lost_deals,
        0 as open_amount,
        0 as unpriced_deals,
        0 as won_amount
    from leads
    union all
    select
        {% for group in groups %}
            leads.{{ group }},
        {% endfor %}
        0 as leads,
        0 as mqls,
        0 as touched,
        0 as opportunities,
        1 as deals,
        {% for stage in ['open', 'won', 'lost'] %}
            case when deals.stage = '{{ stage }}' then 1 else 0 end
                as {{ stage }}_deals,
        {% endfor %}
        case when deals.stage = 'open' then coalesce(deals.amount, 0) else 0 end
            as open_amount,
        case
            when deals.stage = 'open' and deals.amount is null then 1
            else 0
        end as unpriced_deals,
        case when deals.stage = 'won' then coalesce(deals.amount, 0) else 0 end
            as won_amount
    from deals
    inner join leads
        on deals.contact_key = leads.contact_key
),

lead_counts as (
    select
        {{ groups | join(',\n        ') }},
        {% for column in sums %}
            sum({{ column }}) as {{ column }},
        {% endfor %}
        sum(won_amount) as won_amount
    from counted_leads
    group by {{ groups | join(', ') }}
)

select * from lead_counts
