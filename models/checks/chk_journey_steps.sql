with

journey_steps as (
    {{ seed_rows('journey_steps') }}
),

unpriced_steps as (
    select
        journey_steps.row_number,
        journey_steps.scoring_model,
        journey_steps.behaviour
    from journey_steps
    left join {{ ref('int_first_points') }} as first_points
        on
            trim(journey_steps.scoring_model) = first_points.scoring_model
            and trim(journey_steps.behaviour) = first_points.behaviour
    where coalesce(first_points.points, 0) <= 0
),

problems as (
    {{ check_filled('journey_steps', ['scoring_model', 'step_order', 'behaviour', 'why']) }}
    union all
    {{ check_whole_number('journey_steps', ['step_order']) }}
    union all
    {{ check_known('journey_steps', 'scoring_model', 'scoring_models', 'scoring_model') }}
    union all
    {{ check_known('journey_steps', 'behaviour', 'behaviours', 'behaviour') }}
    union all
    {{ check_unique('journey_steps', ['scoring_model', 'step_order']) }}
    union all
    {{ check_unique('journey_steps', ['scoring_model', 'behaviour']) }}
    union all
    {{ seed_problem('journey_steps', 'behaviour', quoted('behaviour') ~ " || ' earns no points the first time in point_grid.csv for this model; give it points or take the step out'") }}
    from unpriced_steps
)

select * from problems
