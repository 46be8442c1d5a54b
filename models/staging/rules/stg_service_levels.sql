with

service_levels as (
    select * from {{ ref('service_levels') }}
),

typed_rows as (
    select
        lower({{ tidy('audience') }}) as audience,
        {{ tidy('label') }} as label,
        {{ read_whole_number('leads_per_month') }} as leads_per_month,
        {{ read_number('first_touch_hours') }} as first_touch_hours,
        {{ read_whole_number('follow_ups_per_month') }}
            as follow_ups_per_month,
        lower({{ tidy('clock') }}) as clock
    from service_levels
)

select * from typed_rows
