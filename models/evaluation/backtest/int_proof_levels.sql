-- All levels side by side: one row, to be read beside whatever is judged.
{% set whole_levels = ['min_conversions', 'min_contacts', 'backtest_cuts'] %}

with

proof_levels as (
    {{ typed_seed('proof_levels') }}
),

levels as (
    select
        {% for level in whole_levels %}
            cast(
                max(case when level = '{{ level }}' then value end)
                as integer
            ) as {{ level }},
        {% endfor %}
        max(case when level = 'confidence_z' then value end)
            as confidence_z
    from proof_levels
)

select * from levels
