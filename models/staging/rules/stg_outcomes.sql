with

outcomes as (
    select * from {{ ref('outcomes') }}
),

typed_rows as (
    select
        {{ tidy('scoring_model') }} as scoring_model,
        lower({{ tidy('outcome') }}) as outcome,
        lower({{ tidy('population') }}) as population,
        {{ is_yes('repeats') }} as repeats,
        {{ read_whole_number('horizon_days') }} as horizon_days
    from outcomes
)

select * from typed_rows
