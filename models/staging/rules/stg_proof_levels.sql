-- All levels side by side: one row, to be read beside whatever is judged.
{% set whole_levels = ['min_conversions', 'min_contacts', 'backtest_cuts'] %}

with

proof_levels as (
    select
        lower({{ tidy('level') }}) as level,
        {{ read_number('value') }} as level_value
    from {{ ref('proof_levels') }}
),

levels as (
    select
        {% for level in whole_levels %}
            cast(
                max(case when level = '{{ level }}' then level_value end)
                as integer
            ) as {{ level }},
        {% endfor %}
        max(case when level = 'confidence_z' then level_value end)
            as confidence_z
    from proof_levels
)

select * from levels
