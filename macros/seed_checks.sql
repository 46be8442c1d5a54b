{#
    One problem found in a seed: file_name, row_number (as a spreadsheet shows
    it), cell, problem. FROM and WHERE follow.
#}
{% macro seed_problem(seed, cell, text, row_number='row_number') -%}
    select
        '{{ seed }}.csv' as file_name,
        cast({{ row_number }} as integer) as row_number,
        '{{ cell }}' as cell,
        {{ sentence(text) }} as problem
{%- endmacro %}


{#
    A sentence as a SQL expression. Columns stand in it in curly brackets; a
    huge value is cut, so that the sentence stays readable.
#}
{% macro sentence(text) -%}
    {%- set parts = text.replace("'", "''").split('{') -%}
    '{{ parts[0] }}'
    {%- for part in parts[1:] -%}
        {%- set column, rest = part.split('}') %}
        || substr(coalesce(cast({{ column }} as {{ dbt.type_string() }}), ''), 1, 40)
        || '{{ rest }}'
    {%- endfor -%}
{%- endmacro %}



{# For each type of cell: when it can be read, and what to say when it cannot. #}
{% macro readable_cells(cell) -%}
    {%- set degrees = 'is not in degrees; write it like 45.764' -%}
    {{ return({
        'name': [
            matches(cell, '[^,]+'),
            'has a comma in it, which a name cannot have',
        ],
        'pattern': [
            '(right(replace(' ~ cell ~ ", repeat(chr(92), 2), ''), 1) <> chr(92))",
            'ends with a single backslash, which makes a plain sign of the one '
            ~ 'after it; write two where a backslash is meant',
        ],
        'number': [
            is_number(cell),
            'is not a number; write it like 500 or 0.5, with at most 8 digits'
            ~ ' and 4 decimals',
        ],
        'number_or_journey': [
            '(lower(trim(' ~ cell ~ ")) = 'journey' or " ~ is_number(cell) ~ ')',
            'is neither a number nor the word journey',
        ],
        'whole_number': [
            '(' ~ read_whole_number(cell) ~ ' is not null)',
            'is not a whole number; write it like 30',
        ],
        'latitude': ['(' ~ read_coordinate(cell, 90) ~ ' is not null)', degrees],
        'longitude': ['(' ~ read_coordinate(cell, 180) ~ ' is not null)', degrees],
        'kilometres': [
            'coalesce(' ~ read_coordinate(cell, 20100) ~ ' >= 0, false)',
            'is not a distance in km; write it like 40',
        ],
        'time_of_day': [
            matches('trim(' ~ cell ~ ')', '([01][0-9]|2[0-3]):[0-5][0-9]'),
            'is not a time of day; write it like 09:00',
        ],
        'time_zone': [
            is_time_zone('trim(' ~ cell ~ ')'),
            'is no time zone; write it like Europe/Paris',
        ],
    }) }}
{%- endmacro %}
