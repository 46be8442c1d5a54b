with

journey_steps as (
    select * from {{ ref('journey_steps') }}
),

typed_rows as (
    select
        {{ tidy('scoring_model') }} as scoring_model,
        {{ read_whole_number('step_order') }} as step_order,
        {{ tidy('behaviour') }} as behaviour
    from journey_steps
)

select * from typed_rows
