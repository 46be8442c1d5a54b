{% set same_on_all_rows = ['kind', 'count_by', 'reset_by', 'is_urgent'] %}

with

behaviours as (
    select * from {{ ref('behaviours') }}
),

first_rows as (
    select
        row_number,
        {% for column in same_on_all_rows %}
            lower(trim(coalesce({{ column }}, ''))) as {{ column }},
            first_value(lower(trim(coalesce({{ column }}, ''))))
                over rows_of_behaviour as first_{{ column }},
        {% endfor %}
        first_value(row_number) over rows_of_behaviour as first_row
    from behaviours
    window rows_of_behaviour as (
        partition by trim(behaviour) order by row_number
    )
),

problems as (
    {{ seed_problem(
        'behaviours', 'pattern',
        'is empty although a field is named; write a pattern like /pricing%'
    ) }}
    from behaviours
    where not {{ is_blank('field') }} and {{ is_blank('pattern') }}
    union all
    {{ seed_problem(
        'behaviours', 'field',
        'is empty although a pattern is given; name the field it is held against'
    ) }}
    from behaviours
    where {{ is_blank('field') }} and not {{ is_blank('pattern') }}
    {% for column in same_on_all_rows %}
        union all
        {{ seed_problem(
            'behaviours', column,
            'differs from row {first_row}; all rows of a behaviour say the same'
        ) }}
        from first_rows
        where {{ column }} <> first_{{ column }}
    {% endfor %}
)

select * from problems
