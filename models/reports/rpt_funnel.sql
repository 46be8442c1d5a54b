{% set groups = ['audience', 'label', 'channel', 'campaign', 'cohort_month'] %}
{% set breakdowns = {
    'all': "'all'", 'audience': 'audience', 'label': 'label',
    'channel': 'channel', 'campaign': 'campaign',
} %}
{% set counts = [
    'leads', 'mqls', 'touched', 'opportunities', 'deals', 'open_deals',
    'won_deals', 'lost_deals',
] %}

with

leads as (
    select
        *,
        1 as leads
    from {{ ref('int_leads') }}
),

-- Counts that add up, in the smallest groups: all breakdowns are sums of these.
lead_counts as (
    select
        {% for count in counts %}
            sum({{ count }}) as {{ count }},
        {% endfor %}
        sum(won_amount) as won_amount,
        {{ groups | join(',\n        ') }}
    from leads
    group by {{ groups | join(', ') }}
),

won_deals as (
    select
        leads.*,
        deals.cycle_days
    from {{ ref('int_deals') }} as deals
    inner join leads
        on deals.contact_key = leads.contact_key
    where deals.stage = 'won' and deals.is_current
),

{% for relation in ['lead_counts', 'won_deals'] %}
    segmented_{{ relation }} as (
        {% for breakdown, segment in breakdowns.items() %}
            {% for cohort_month in ['cohort_month', "'all'"] %}
                select
                    '{{ breakdown }}' as breakdown,
                    {{ segment }} as segment,
                    {{ cohort_month }} as month_of_cohort,
                    {{ relation }}.*
                from {{ relation }}
                {{ 'union all' if not loop.last }}
            {% endfor %}
            {{ 'union all' if not loop.last }}
        {% endfor %}
    ),
{% endfor %}

cycles as (
    select
        breakdown,
        segment,
        month_of_cohort,
        cast({{ percentile(0.5, 'cycle_days') }} as decimal(12, 1))
            as median_cycle_days
    from segmented_won_deals
    group by
        breakdown,
        segment,
        month_of_cohort
),

sums as (
    select
        breakdown,
        segment,
        month_of_cohort,
        {% for count in counts %}
            cast(sum({{ count }}) as bigint) as {{ count }},
        {% endfor %}
        cast(sum(won_amount) as decimal(18, 2)) as won_amount
    from segmented_lead_counts
    group by
        breakdown,
        segment,
        month_of_cohort
),

funnel as (
    select
        sums.breakdown,
        sums.segment,
        sums.month_of_cohort as cohort_month,
        {% for count in counts %}
            sums.{{ count }},
        {% endfor %}
        sums.won_amount,
        {{ share('sums.opportunities', 'sums.leads') }} as lead_to_opportunity,
        {{ share('sums.won_deals', 'sums.won_deals + sums.lost_deals') }}
            as closing_rate,
        cycles.median_cycle_days
    from sums
    left join cycles
        on
            sums.breakdown = cycles.breakdown
            and sums.segment = cycles.segment
            and sums.month_of_cohort = cycles.month_of_cohort
)

select * from funnel
