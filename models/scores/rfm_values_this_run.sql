-- An edge more than a century away is never reached.
{% set longest_days = 36500 %}

with

rfm_states as (
    select * from {{ ref('int_rfm_states') }}
    where contact_key in (
        select pairs.contact_key
        from {{ ref('pairs_this_run') }} as pairs
    )
),

recency_edges as (
    select cast(ceil(at_least) as integer) as age_days
    from {{ ref('stg_rfm_bands') }}
    where
        measure = 'recency_days'
        and at_least > 0
        and at_least <= {{ longest_days }}
    union
    select cast(ceil(below) as integer) as age_days
    from {{ ref('stg_rfm_bands') }}
    where
        measure = 'recency_days'
        and below > 0
        and below <= {{ longest_days }}
    union
    select 0 as age_days
),

recency_days as (
    select
        rfm_states.contact_key,
        'recency_days' as measure,
        {{ add_days('rfm_states.ordered_on', 'recency_edges.age_days') }}
            as from_on,
        recency_edges.age_days as measure_value,
        recency_edges.age_days = 0 as is_order_day
    from rfm_states
    inner join recency_edges
        on
            rfm_states.next_purchase_on is null
            or {{ days_between(
                'rfm_states.ordered_on', 'rfm_states.next_purchase_on'
            ) }} > recency_edges.age_days
    where rfm_states.is_purchase_day
),

rfm_values as (
    select
        contact_key,
        'frequency' as measure,
        ordered_on as from_on,
        frequency as measure_value,
        true as is_order_day
    from rfm_states
    union all
    select
        contact_key,
        'monetary' as measure,
        ordered_on as from_on,
        monetary as measure_value,
        true as is_order_day
    from rfm_states
    union all
    select * from recency_days
)

select * from rfm_values
