with

score_components as (
    select * from {{ ref('score_components') }}
),

typed_rows as (
    select
        {{ tidy('scoring_model') }} as scoring_model,
        lower({{ tidy('component') }}) as component,
        coalesce({{ read_number('weight') }}, 1) as weight,
        {{ read_number('min') }} as min_points,
        {{ read_number('max') }} as max_points,
        why
    from score_components
)

select * from typed_rows
