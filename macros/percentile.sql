{# The value below which a share of the values lies, nulls left out. #}
{% macro percentile(share, value) -%}
    percentile_cont({{ share }}) within group (order by {{ value }})
{%- endmacro %}
