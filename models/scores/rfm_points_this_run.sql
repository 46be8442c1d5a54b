-- Levels are re-rolled, never added up: recency restarts with each purchase, and
-- crosses an edge of a band when enough days have passed without one.
-- An edge more than a century away is never reached.
{% set longest_days = 36500 %}

with

pairs as (
    select * from {{ ref('pairs_this_run') }}
),

rfm_states as (
    select * from {{ ref('int_rfm_states') }}
    where contact_key in (select pairs.contact_key from pairs)
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
),

scored_measures as (
    select distinct
        model_key,
        rule as measure
    from {{ ref('int_rules') }}
    where component = 'rfm' and rule <> 'bound'
),

band_points as (
    select * from {{ ref('int_rfm_band_points') }}
),

running_points as (
    select
        rfm_values.contact_key,
        pairs.model_key,
        rfm_values.measure,
        rfm_values.from_on as effective_on,
        rfm_values.is_order_day,
        band_points.rule_key,
        coalesce(band_points.points, 0) as points_now
    from rfm_values
    inner join pairs
        on rfm_values.contact_key = pairs.contact_key
    inner join scored_measures
        on
            pairs.model_key = scored_measures.model_key
            and rfm_values.measure = scored_measures.measure
    left join band_points
        on
            pairs.model_key = band_points.model_key
            and rfm_values.measure = band_points.measure
            and rfm_values.measure_value >= band_points.at_least
            and rfm_values.measure_value < band_points.below
),

point_changes as (
    select
        *,
        points_now - lag(points_now, 1, 0) over values_in_time as points,
        lag(rule_key) over values_in_time as rule_before
    from running_points
    window values_in_time as (
        partition by contact_key, model_key, measure
        order by effective_on
    )
),

rfm_points as (
    select
        contact_key,
        model_key,
        coalesce(rule_key, rule_before) as rule_key,
        effective_on,
        case when is_order_day then 'earned' else 'faded' end as reason,
        cast(null as bigint) as occurrences,
        cast(null as decimal(14, 4)) as weighted_count,
        points
    from point_changes
    where points <> 0
)

select * from rfm_points
