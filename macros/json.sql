{# Rows whose columns nobody knows in advance travel as one JSON text. #}

{# The whole row of a table or CTE as JSON text. #}
{% macro row_as_json(relation) %}
    {{- return(adapter.dispatch('row_as_json', 'lead_scoring')(relation)) -}}
{% endmacro %}

{% macro duckdb__row_as_json(relation) -%}
    cast(to_json({{ relation }}) as varchar)
{%- endmacro %}

{% macro default__row_as_json(relation) -%}
    cast(to_jsonb({{ relation }}) as text)
{%- endmacro %}


{# The value of one key, as text; the key is a column or expression. #}
{% macro json_value(json, key) %}
    {{- return(adapter.dispatch('json_value', 'lead_scoring')(json, key)) -}}
{% endmacro %}

{% macro duckdb__json_value(json, key) -%}
    json_extract_string(
        {{ json }},
        '/' || replace(replace({{ key }}, '~', '~0'), '/', '~1')
    )
{%- endmacro %}

{% macro default__json_value(json, key) -%}
    cast({{ json }} as jsonb) ->> {{ key }}
{%- endmacro %}


{# Whether there is a key of that name, filled or not. #}
{% macro json_has(json, key) %}
    {{- return(adapter.dispatch('json_has', 'lead_scoring')(json, key)) -}}
{% endmacro %}

{% macro duckdb__json_has(json, key) -%}
    json_exists({{ json }}, '$.{{ key }}')
{%- endmacro %}

{% macro default__json_has(json, key) -%}
    jsonb_exists(cast({{ json }} as jsonb), '{{ key }}')
{%- endmacro %}


{#
    One row per row and column of a CTE: the kept columns, column_name, cell.
    In a unit test the CTE is made of the given rows, so this works where
    asking the catalog for columns would not.
#}
{% macro unpivot_columns(relation, keep) %}
    {{- return(adapter.dispatch('unpivot_columns', 'lead_scoring')(relation, keep)) -}}
{% endmacro %}

{% macro duckdb__unpivot_columns(relation, keep) -%}
    select
        {{ keep | join(', ') }},
        column_name,
        {{ json_value('row_json', 'column_name') }} as cell
    from (
        select
            {{ keep | join(', ') }},
            to_json({{ relation }}) as row_json,
            unnest(json_keys(to_json({{ relation }}))) as column_name
        from {{ relation }}
    ) as named_cells
{%- endmacro %}

{% macro default__unpivot_columns(relation, keep) -%}
    select
        {{ keep | join(', ') }},
        cells.column_name,
        cells.cell
    from {{ relation }}
    cross join lateral
        jsonb_each_text(to_jsonb({{ relation }})) as cells (column_name, cell)
{%- endmacro %}
