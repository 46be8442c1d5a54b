{# Points times the component's weight, rounded half away from zero. #}
{% macro whole_points(points, weight) -%}
    cast(round(cast({{ points }} as decimal(22, 8)) * {{ weight }}) as bigint)
{%- endmacro %}
