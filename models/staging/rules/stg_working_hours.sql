with

working_hours as (
    select * from {{ ref('working_hours') }}
),

typed_rows as (
    select
        lower({{ tidy('weekday') }}) as weekday,
        {{ tidy('opens_at') }} as opens_at,
        {{ tidy('closes_at') }} as closes_at,
        {{ tidy('time_zone') }} as time_zone
    from working_hours
)

select * from typed_rows
