{% set levels = [
    'data_present', 'accepted_rows', 'matched_events', 'profile_completeness',
] %}

with

readiness_levels as (
    {{ seed_rows('readiness_levels') }}
),

problems as (
    {{ check_filled('readiness_levels', ['readiness_check', 'at_least', 'why']) }}
    union all
    {{ check_one_of('readiness_levels', 'readiness_check', levels) }}
    union all
    {{ check_number('readiness_levels', ['at_least']) }}
    union all
    {{ check_unique('readiness_levels', ['readiness_check']) }}
)

select * from problems
