{% set days_of_week, weeks_of_year, months_of_year = 7, 52, 12 %}

with

service_levels as (
    {{ typed_seed('service_levels') }}
),

labels as (
    select * from {{ ref('int_labels') }}
),

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
),

-- What sales can take: of all labels from the handover on.
capacities as (
    select
        scoring_models.model_key,
        {{ ratio(
            'sum(service_levels.follow_ups_per_month) * ' ~ months_of_year,
            weeks_of_year, 2
        ) }} as capacity_per_week
    from scoring_models
    inner join labels as handover
        on
            scoring_models.model_key = handover.model_key
            and scoring_models.handover_label = handover.label
    inner join labels
        on
            handover.model_key = labels.model_key
            and handover.label_rank <= labels.label_rank
    inner join service_levels
        on
            labels.label = service_levels.label
            and scoring_models.audience in ('all', service_levels.audience)
    where scoring_models.is_primary
    group by scoring_models.model_key
),

loads as (
    select
        reach.*,
        scoring_models.scoring_model,
        scoring_models.handover_label,
        capacities.capacity_per_week,
        {{ ratio(
            'reach.rises * ' ~ days_of_week, 'reach.horizon_days', 2
        ) }} as leads_per_week,
        case
            when
                reach.all_converted >= levels.min_conversions
                and reach.contacts >= levels.min_contacts
                then cast(levels.confidence_z as decimal(12, 4)) * 1e0
        end as z
    from {{ ref('int_threshold_reach') }} as reach
    inner join scoring_models
        on reach.model_key = scoring_models.model_key
    cross join {{ ref('int_proof_levels') }} as levels
    left join capacities
        on reach.model_key = capacities.model_key
    where reach.threshold > 0
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
