-- What the threshold of a handover is held against, in each judged model.
with

service_levels as (
    {{ typed_seed('service_levels') }}
),

thresholds as (
    select * from {{ ref('int_handover_thresholds') }}
),

scoring_models as (
    select * from {{ ref('stg_scoring_models') }}
    where handover_label is not null
),

horizons as (
    select
        model_key,
        max(horizon_days) as horizon_days
    from {{ ref('int_snapshots') }}
    group by model_key
),

journey_points as (
    select * from {{ ref('int_journey_points') }}
),

labels as (
    select * from {{ ref('int_labels') }}
),

capacities as (
    select
        scoring_models.model_key,
        sum(service_levels.follow_ups_per_month) as follow_ups_per_month
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

handovers as (
    select
        scoring_models.model_key,
        scoring_models.scoring_model,
        scoring_models.handover_label,
        thresholds.component,
        thresholds.threshold,
        horizons.horizon_days,
        cast(ceil(journey_points.points) as bigint) as journey_points,
        capacities.follow_ups_per_month,
        levels.confidence_z,
        levels.min_conversions,
        levels.min_contacts
    from scoring_models
    inner join thresholds
        on scoring_models.model_key = thresholds.model_key
    inner join horizons
        on scoring_models.model_key = horizons.model_key
    cross join {{ ref('stg_proof_levels') }} as levels
    left join journey_points
        on scoring_models.scoring_model = journey_points.scoring_model
    left join capacities
        on scoring_models.model_key = capacities.model_key
)

select * from handovers
