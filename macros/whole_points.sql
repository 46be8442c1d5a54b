{# Points times the component's weight, rounded half away from zero. #}
{% macro whole_points(points, weight) -%}
    cast(round(cast({{ points }} as decimal(28, 8)) * {{ weight }}) as bigint)
{%- endmacro %}
