with

rfm_values as (
    select * from {{ ref('int_rfm_values') }}
),

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

rfm_bands as (
    select
        scoring_model,
        measure,
        points,
        why,
        coalesce(at_least, {{ lowest_number() }}) as at_least,
        coalesce(below, {{ highest_number() }}) as below
    from {{ ref('stg_rfm_bands') }}
),

weights as (
    select * from {{ ref('int_component_weights') }}
    where component = 'rfm'
),

running_points as (
    select
        rfm_values.contact_id,
        weights.scoring_model,
        rfm_values.measure,
        rfm_values.from_on as effective_on,
        rfm_values.is_order_day,
        rfm_bands.why,
        coalesce(
            {{ whole_points('rfm_bands.points', 'weights.weight') }}, 0
        ) as points_now
    from rfm_values
    inner join scored_contacts
        on rfm_values.contact_id = scored_contacts.contact_id
    inner join weights
        on scored_contacts.scoring_model = weights.scoring_model
    left join rfm_bands
        on
            weights.scoring_model = rfm_bands.scoring_model
            and rfm_values.measure = rfm_bands.measure
            and rfm_values.measure_value >= rfm_bands.at_least
            and rfm_values.measure_value < rfm_bands.below
),

point_changes as (
    select
        *,
        points_now - lag(points_now, 1, 0) over values_in_time as points,
        lag(why) over values_in_time as why_before
    from running_points
    window values_in_time as (
        partition by contact_id, scoring_model, measure
        order by effective_on
    )
),

rfm_points as (
    select
        contact_id,
        scoring_model,
        'rfm' as component,
        measure as rule,
        'implicit' as kind,
        effective_on,
        case when is_order_day then 'earned' else 'faded' end as reason,
        cast(null as bigint) as occurrences,
        cast(null as decimal(14, 4)) as weighted_count,
        points,
        coalesce(why, why_before) as why
    from point_changes
    where points <> 0
)

select * from rfm_points
