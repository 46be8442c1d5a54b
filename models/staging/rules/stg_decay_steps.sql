with

decay_curves as (
    select * from {{ ref('decay_curves') }}
),

typed_rows as (
    select
        {{ tidy('decay_curve') }} as decay_curve,
        {{ read_whole_number('age_days') }} as age_days,
        {{ read_number('remaining') }} as remaining
    from decay_curves
)

select * from typed_rows
