with

journey_steps as (
    select * from {{ ref('stg_journey_steps') }}
),

first_points as (
    select * from {{ ref('int_first_points') }}
),

journey_points as (
    select
        journey_steps.scoring_model,
        sum(first_points.points) as points
    from journey_steps
    inner join first_points
        on
            journey_steps.scoring_model = first_points.scoring_model
            and journey_steps.behaviour = first_points.behaviour
    group by journey_steps.scoring_model
)

select * from journey_points
