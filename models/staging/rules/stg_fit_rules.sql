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
),

named_bands as (
    select
        *,
        {{ band_name('at_least', 'below', 'equals') }} as band
    from typed_rows
)

select * from named_bands
