with

fit_points as (
    select * from {{ ref('fit_points') }}
),

typed_rows as (
    select
        {{ tidy('scoring_model') }} as scoring_model,
        lower({{ tidy('attribute') }}) as attribute,
        lower({{ tidy('kind') }}) as kind,
        lower({{ tidy('equals') }}) as equals,
        {{ read_number('at_least') }} as at_least,
        {{ read_number('below') }} as below,
        {{ read_number('points') }} as points,
        why
    from fit_points
)

select * from typed_rows
