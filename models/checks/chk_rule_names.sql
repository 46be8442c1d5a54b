-- A rule is known by its name, so a name means one thing.
{% set taken = [
    'recency_days', 'frequency', 'monetary', 'behaviour', 'fit', 'rfm', 'total',
    'bound',
] %}

with

rule_names as (
    select distinct
        lower(trim(behaviour)) as rule_name,
        'behaviours' as seed
    from {{ ref('behaviours') }}
    union all
    select distinct
        lower(trim(attribute)) as rule_name,
        'fit_points' as seed
    from {{ ref('fit_points') }}
    {% for name in taken %}
        union all
        select
            '{{ name }}' as rule_name,
            'rfm_bands' as seed
    {% endfor %}
),

problems as (
    select
        min(seed) || '.csv' as file_name,
        cast(null as integer) as row_number,
        rule_name as cell,
        {{ sentence(
            'this name is used for two things '
            ~ '(behaviour, attribute, measure or component); rename one'
        ) }} as problem
    from rule_names
    group by rule_name
    having count(*) > 1
)

select * from problems
