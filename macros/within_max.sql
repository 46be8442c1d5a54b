{# `max` holds a positive rule down and a negative rule up; empty, it is free. #}
{% macro within_max(points, max_points) -%}
    case
        when {{ max_points }} < 0 then greatest({{ points }}, {{ max_points }})
        when {{ max_points }} >= 0 then least({{ points }}, {{ max_points }})
        else {{ points }}
    end
{%- endmacro %}
