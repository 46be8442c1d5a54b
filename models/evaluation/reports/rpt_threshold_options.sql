{% set days_of_week, weeks_of_year, months_of_year = 7, 52, 12 %}

with

handovers as (
    select * from {{ ref('int_threshold_handovers') }}
),

reach as (
    select * from {{ ref('int_threshold_reach') }}
    where threshold > 0
),

loads as (
    select
        reach.*,
        handovers.scoring_model,
        handovers.handover_label,
        handovers.component,
        handovers.threshold as threshold_in_force,
        handovers.journey_points,
        {{ ratio(
            'reach.rises * ' ~ days_of_week, 'handovers.horizon_days', 2
        ) }} as leads_per_week,
        {{ ratio(
            'handovers.follow_ups_per_month * ' ~ months_of_year,
            weeks_of_year, 2
        ) }} as capacity_per_week,
        case
            when
                reach.all_converted >= handovers.min_conversions
                and reach.contacts >= handovers.min_contacts
                then cast(handovers.confidence_z as decimal(12, 4)) * 1e0
        end as z
    from reach
    inner join handovers
        on reach.model_key = handovers.model_key
),

-- A low threshold may be passed by few, once and for ever: what sales can take
-- is the lowest one above all that bring too many.
ranked_loads as (
    select
        *,
        max(case when leads_per_week > capacity_per_week then threshold end)
            over (partition by model_key) as too_low
    from loads
),

capacity_thresholds as (
    select
        model_key,
        min(threshold) as threshold
    from ranked_loads
    where
        capacity_per_week is not null
        and threshold > coalesce(too_low, 0)
    group by model_key
),

threshold_options as (
    select
        loads.scoring_model,
        loads.handover_label,
        loads.component,
        loads.threshold,
        loads.threshold = loads.threshold_in_force as is_in_force,
        coalesce(loads.threshold = loads.journey_points, false) as is_journey,
        capacity_thresholds.threshold is not null as is_capacity,
        loads.leads_per_week,
        loads.capacity_per_week,
        loads.contacts,
        loads.converted,
        {{ rate('loads.converted', 'loads.contacts') }} as precision_rate,
        {{ wilson_low('loads.converted', 'loads.contacts', 'loads.z') }}
            as precision_low,
        {{ wilson_high('loads.converted', 'loads.contacts', 'loads.z') }}
            as precision_high,
        {{ rate('loads.converted', 'loads.all_converted') }} as recall
    from loads
    left join capacity_thresholds
        on
            loads.model_key = capacity_thresholds.model_key
            and loads.threshold = capacity_thresholds.threshold
)

select * from threshold_options
