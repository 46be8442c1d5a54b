{# Great-circle distance in km by the haversine formula (earth radius 6371). #}
{% macro great_circle_km(latitude, longitude, to_latitude, to_longitude) -%}
    2 * 6371 * asin(sqrt(least(1.0,
        power(sin(radians({{ to_latitude }} - {{ latitude }}) / 2), 2)
        + cos(radians({{ latitude }})) * cos(radians({{ to_latitude }}))
        * power(sin(radians({{ to_longitude }} - {{ longitude }}) / 2), 2)
    )))
{%- endmacro %}
