{# What tells the bands of one attribute or measure apart. #}
{% macro band_name(at_least, below, name) -%}
    coalesce({{ name }}, '')
    || ' [' || coalesce(cast({{ at_least }} as {{ dbt.type_string() }}), '')
    || ', ' || coalesce(cast({{ below }} as {{ dbt.type_string() }}), '') || ')'
{%- endmacro %}
