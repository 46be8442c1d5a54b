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
)

select * from typed_rows
