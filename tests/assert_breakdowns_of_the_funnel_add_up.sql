-- Whatever the leads are broken down by, it is the same leads and deals, and
-- they are all contacts of primary models.
{% set counts = [
    'leads', 'mqls', 'touched', 'opportunities', 'deals', 'open_deals',
    'won_deals', 'lost_deals', 'won_amount',
] %}

with

funnel as (
    select * from {{ ref('rpt_funnel') }}
),

sums as (
    select
        breakdown,
        {% for count in counts %}
            sum({{ count }}) as {{ count }},
        {% endfor %}
        cohort_month = 'all' as is_all_months
    from funnel
    group by
        breakdown,
        cohort_month = 'all'
),

whole as (
    select count(*) as contacts
    from {{ ref('lead_scores') }}
    where is_primary
),

failures as (
    select sums.*
    from sums
    cross join whole
    inner join sums as first_sums
        on first_sums.breakdown = 'all' and first_sums.is_all_months
    where
        sums.leads <> whole.contacts
        or sums.deals <> sums.open_deals + sums.won_deals + sums.lost_deals
        {% for count in counts %}
            or sums.{{ count }} <> first_sums.{{ count }}
        {% endfor %}
)

select * from failures
