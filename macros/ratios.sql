{# One number over another to so many places; null where that one is 0. #}
{% macro ratio(part, whole, places) -%}
    cast(
        round(
            cast({{ part }} as decimal(18, 4)) / nullif({{ whole }}, 0),
            {{ places }}
        ) as decimal(18, {{ places }})
    )
{%- endmacro %}


{# A part of a whole from 0 to 1, to four places; null where there is no whole. #}
{% macro share(part, whole) -%}
    cast({{ ratio(part, whole, 4) }} as decimal(5, 4))
{%- endmacro %}
