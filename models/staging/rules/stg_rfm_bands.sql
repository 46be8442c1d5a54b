with

rfm_bands as (
    select * from {{ ref('rfm_bands') }}
),

typed_rows as (
    select
        {{ tidy('scoring_model') }} as scoring_model,
        lower({{ tidy('measure') }}) as measure,
        {{ tidy('level') }} as level,
        {{ read_number('at_least') }} as at_least,
        {{ read_number('below') }} as below,
        {{ read_number('points') }} as points,
        why
    from rfm_bands
),

named_bands as (
    select
        *,
        {{ band_name('at_least', 'below', 'level') }} as band
    from typed_rows
)

select * from named_bands
