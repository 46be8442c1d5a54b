{#
    A whole number, 0 or more, that an id has for ever within an engine: by it
    some ids are drawn, and sorted into groups.
#}
{% macro id_hash(column) %}
    {{- return(adapter.dispatch('id_hash', 'lead_scoring')(column)) -}}
{% endmacro %}

{% macro duckdb__id_hash(column) -%}
    cast(hash({{ column }}) as decimal(38, 0))
{%- endmacro %}

{% macro default__id_hash(column) -%}
    {{ text_hash(column) }}
{%- endmacro %}
