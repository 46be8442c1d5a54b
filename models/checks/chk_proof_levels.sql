{% set whole_levels = ['min_conversions', 'min_contacts', 'backtest_cuts'] %}
{% set levels = ['confidence_z'] + whole_levels %}

with

proof_levels as (
    {{ seed_rows('proof_levels') }}
),

needed_levels as (
    {% for level in levels %}
        select '{{ level }}' as level
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

-- Without anything to judge, nobody reads the levels.
missing_levels as (
    select needed_levels.level
    from needed_levels
    left join proof_levels
        on needed_levels.level = lower(trim(proof_levels.level))
    where
        proof_levels.level is null
        and exists (select * from {{ ref('outcomes') }})
),

problems as (
    {{ check_filled('proof_levels', ['level', 'value', 'why']) }}
    union all
    {{ check_one_of('proof_levels', 'level', levels) }}
    union all
    {{ check_number('proof_levels', ['value']) }}
    union all
    {{ check_unique('proof_levels', ['level']) }}
    union all
    {{ seed_problem('proof_levels', 'value', "'is not above 0'") }}
    from proof_levels
    where {{ read_number('value') }} <= 0
    union all
    {{ seed_problem('proof_levels', 'value', quoted('value') ~ " || ' is not a whole number; only confidence_z may have decimals'") }}
    from proof_levels
    where
        lower(trim(level)) in ('{{ whole_levels | join("', '") }}')
        and {{ is_number('value') }}
        and {{ read_whole_number('value') }} is null
    union all
    {{ seed_problem('proof_levels', 'level', "'has no row for ' || missing_levels.level || '; add one, outcomes.csv is judged by it'", 'null') }}
    from missing_levels
)

select * from problems
