with

service_levels as (
    {{ seed_rows('service_levels') }}
),

problems as (
    {{ check_filled('service_levels', ['audience', 'label', 'clock', 'why']) }}
    union all
    {{ check_one_of('service_levels', 'audience', ['b2b', 'b2c']) }}
    union all
    {{ check_one_of('service_levels', 'clock', ['calendar', 'working']) }}
    union all
    {{ check_whole_number('service_levels', ['leads_per_month', 'follow_ups_per_month']) }}
    union all
    {{ check_number('service_levels', ['first_touch_hours']) }}
    union all
    {{ check_unique('service_levels', ['audience', 'label']) }}
    union all
    {{ seed_problem('service_levels', 'first_touch_hours', "'is below 0; nobody is called before being ready'") }}
    from service_levels
    where {{ read_number('first_touch_hours') }} < 0
)

select * from problems
