{# The points of a score that a label looks at; total unless it names a part. #}
{% macro looked_at_points(component, scores) -%}
    case {{ component }}
        {%- for part in ['behaviour', 'fit', 'rfm'] %}
        when '{{ part }}' then {{ scores }}.{{ part }}_points
        {%- endfor %}
        else {{ scores }}.total_points
    end
{%- endmacro %}
