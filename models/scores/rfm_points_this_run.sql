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
        rfm_states.span,
        rfm_states.known_from,
        rfm_states.known_until,
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
    {% for measure in ['frequency', 'monetary'] %}
        select
            contact_key,
            span,
            known_from,
            known_until,
            '{{ measure }}' as measure,
            ordered_on as from_on,
            {{ measure }} as measure_value,
            true as is_order_day
        from rfm_states
        union all
    {% endfor %}
    select * from recency_days
),

merged_buyers as (
    select distinct contact_key from rfm_states
    where span > 0
),

measures as (
    select distinct measure from rfm_values
),

-- On the day a span begins the value of the day before is that of its own rows, or
-- none at all; then comes what happens on that day.
openings as (
    select
        merged_buyers.contact_key,
        spans.span,
        spans.known_from,
        spans.known_until,
        measures.measure,
        {{ start_of_time() }} as from_on,
        cast(null as decimal(18, 4)) as measure_value,
        false as is_order_day
    from merged_buyers
    inner join {{ ref('int_contact_spans') }} as spans
        on merged_buyers.contact_key = spans.contact_key
    cross join measures
    where spans.known_from > {{ start_of_time() }}
),

opening_values as (
    select
        *,
        row_number() over (
            partition by contact_key, span, measure order by from_on desc
        ) as days_before
    from (
        select * from rfm_values
        where from_on < known_from
        union all
        select * from openings
    ) as earlier_values
),

dated_values as (
    select
        contact_key,
        span,
        measure,
        from_on,
        1 as step,
        measure_value,
        is_order_day
    from rfm_values
    where from_on >= known_from and from_on < known_until
    union all
    select
        contact_key,
        span,
        measure,
        known_from as from_on,
        0 as step,
        measure_value,
        false as is_order_day
    from opening_values
    where days_before = 1
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
        dated_values.contact_key,
        pairs.model_key,
        dated_values.span,
        dated_values.measure,
        dated_values.from_on as effective_on,
        dated_values.step,
        dated_values.is_order_day,
        band_points.rule_key,
        coalesce(band_points.points, 0) as points_now
    from dated_values
    inner join pairs
        on dated_values.contact_key = pairs.contact_key
    inner join scored_measures
        on
            pairs.model_key = scored_measures.model_key
            and dated_values.measure = scored_measures.measure
    left join band_points
        on
            pairs.model_key = band_points.model_key
            and dated_values.measure = band_points.measure
            and dated_values.measure_value >= band_points.at_least
            and dated_values.measure_value < band_points.below
),

point_changes as (
    select
        *,
        points_now - lag(points_now, 1, 0) over values_in_time as points,
        lag(rule_key) over values_in_time as rule_before
    from running_points
    window values_in_time as (
        partition by contact_key, model_key, measure
        order by effective_on, step
    )
),

-- Of contacts with dated mergers several changes may fall on one day.
changes_of_day as (
    select
        contact_key,
        model_key,
        effective_on,
        coalesce(rule_key, rule_before) as rule_key,
        is_order_day,
        false as is_merged,
        points
    from point_changes
    where span = 0
    union all
    select
        contact_key,
        model_key,
        effective_on,
        coalesce(
            max(case when step = 1 then coalesce(rule_key, rule_before) end),
            max(case when step = 0 then coalesce(rule_key, rule_before) end)
        ) as rule_key,
        max(case when is_order_day then 1 else 0 end) = 1 as is_order_day,
        sum(case when step = 0 then abs(points) else 0 end) > 0 as is_merged,
        cast(sum(points) as bigint) as points
    from point_changes
    where span > 0
    group by
        contact_key,
        model_key,
        measure,
        effective_on
),

rfm_points as (
    select
        contact_key,
        model_key,
        rule_key,
        effective_on,
        case
            when is_order_day then 'earned'
            when is_merged then 'merged'
            else 'faded'
        end as reason,
        cast(null as bigint) as occurrences,
        cast(null as decimal(14, 4)) as weighted_count,
        points
    from changes_of_day
    where points <> 0
)

select * from rfm_points
