{#
    A seed with its cells read as seed_columns() says, and expressions besides.
    Unreadable cells are null: the checks have named them by then.
#}
{% macro typed_seed(seed, also=[]) -%}
    {%- set columns = seed_columns()[seed]['columns'] -%}
    select
        {%- for name, column in columns.items() %}
        {{ typed_cell(name, column) }} as {{ column.called or name }}
        {{- ',' if also or not loop.last }}
        {%- endfor %}
        {%- for expression in also %}
        {{ expression }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref(seed) }}
{%- endmacro %}


{% macro typed_cell(name, column) -%}
    {%- set type = column.type or 'text' -%}
    {%- set cell = {
        'word': 'lower(' ~ tidy(name) ~ ')',
        'pattern': name,
        'number': read_number(name),
        'number_or_journey': read_number(name),
        'whole_number': read_whole_number(name),
        'yes_no': is_yes(name),
        'latitude': read_coordinate(name, 90),
        'longitude': read_coordinate(name, 180),
        'kilometres': read_coordinate(name, 20100),
    }.get(type, tidy(name)) -%}
    {%- if column.default is defined -%}
        {%- set default = column.default -%}
        coalesce({{ cell }}, {{ default if default is number else "'" ~ default ~ "'" }})
    {%- else -%}
        {{ cell }}
    {%- endif -%}
{%- endmacro %}
