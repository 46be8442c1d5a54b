-- One row per contact who has bought, and scoring model.
with

orders as (
    select
        orders.contact_id,
        orders.ordered_at,
        orders.amount,
        statuses.counts_as = 'purchase' and orders.amount >= 0 as is_purchase,
        statuses.counts_as in ('purchase', 'refund') and orders.amount < 0 as is_refund
    from {{ ref('stg_orders') }} as orders
    inner join {{ ref('order_statuses') }} as statuses
        on orders.status = lower(statuses.status)
),

bought as (
    select
        contact_id,
        count(*) filter (where is_purchase) as frequency,
        sum(amount) filter (where is_purchase or is_refund) as monetary,
        any_value(as_of) - max(cast(ordered_at as date)) filter (where is_purchase) as recency_days
    from orders
    cross join {{ ref('as_of') }}
    group by contact_id
    having frequency > 0
),

measures as (
    unpivot (
        select
            contact_id,
            cast(frequency as double) as frequency,
            cast(monetary as double) as monetary,
            cast(recency_days as double) as recency_days
        from bought
    ) on frequency, monetary, recency_days into name measure value number
)

select
    measures.contact_id,
    bands.scoring_model,
    sum(cast(round(cast(bands.points as decimal(9, 4))
        * coalesce(cast(components.weight as decimal(9, 4)), 1)) as integer)) as points
from measures
inner join {{ ref('rfm_bands') }} as bands
    on
        measures.measure = bands.measure
        and measures.number >= coalesce(cast(bands.at_least as double), -1e18)
        and measures.number < coalesce(cast(bands.below as double), 1e18)
left join {{ ref('score_components') }} as components
    on bands.scoring_model = components.scoring_model and components.component = 'rfm'
group by measures.contact_id, bands.scoring_model
