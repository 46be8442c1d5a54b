{#
    What seed_columns() says, as rows the checks can join: lists of columns,
    words, limits and keys. Every seed has `why`.
#}
{% macro seed_column_lists() -%}
    {%- set columns, words, limits, keys = [], [], [], [] -%}
    {%- for seed, described in seed_columns().items() -%}
        {%- do columns.append([seed, 'why', true, 'text', '', '', '']) -%}
        {%- for name, column in described['columns'].items() -%}
            {%- set allowed = column.get('one_of', []) -%}
            {%- set parent = column.get('references', '.').split('.') -%}
            {%- do columns.append([
                seed, name, column.get('required', false),
                column.get('type', 'text'),
                (allowed | join(', ')) ~ column.get('hint', ''), parent[0],
                parent[1],
            ]) -%}
            {%- for word in allowed -%}
                {%- do words.append([seed, name, word]) -%}
            {%- endfor -%}
            {%- for limit in column.get('limits', []) -%}
                {%- do limits.append([
                    seed, name, limit.get('at_least'), limit.get('at_most'),
                    limit.get('above'), limit.get('is_whole', false),
                    limit['otherwise'],
                ]) -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- for key in described.get('keys', []) -%}
            {%- for name in key -%}
                {%- do keys.append([seed, key | join(', '), key | length, name]) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return({'columns': columns, 'words': words, 'limits': limits, 'keys': keys}) }}
{%- endmacro %}


{# Rows of values typed out as a table. #}
{% macro listed_rows(columns, rows) -%}
    select
        {{ columns | join(',\n        ') }}
    from (
        values
        {%- for row in rows %}
        (
            {%- for value in row -%}
                {%- if value is none -%} null
                {%- elif value is string -%} '{{ value | replace("'", "''") }}'
                {%- else -%} {{ value | string | lower }}
                {%- endif -%}
                {{ ', ' if not loop.last }}
            {%- endfor -%}
        ){{ ',' if not loop.last }}
        {%- endfor %}
    ) as listed ({{ columns | join(', ') }})
{%- endmacro %}
