with

readiness_levels as (
    select * from {{ ref('readiness_levels') }}
),

typed_rows as (
    select
        lower({{ tidy('readiness_check') }}) as readiness_check,
        {{ read_number('at_least') }} as at_least
    from readiness_levels
)

select * from typed_rows
