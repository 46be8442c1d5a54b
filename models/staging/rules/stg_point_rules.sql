with

point_grid as (
    select * from {{ ref('point_grid') }}
),

typed_rows as (
    select
        {{ tidy('scoring_model') }} as scoring_model,
        {{ tidy('behaviour') }} as behaviour,
        {{ read_number('each') }} as points_each,
        {{ read_number('max') }} as max_points,
        {{ tidy('decay_curve') }} as decay_curve,
        why
    from point_grid
)

select * from typed_rows
