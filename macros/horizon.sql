{#
    The smallest horizon of the variable cooling_days, in days from one day on,
    that holds another; null for a day beyond them, or none.
#}
{% macro horizon(day, from_day) -%}
    cast(
        case
            {% for days in var('cooling_days') | sort %}
                when {{ day }} <= {{ add_days(from_day, days) }} then {{ days }}
            {% endfor %}
        end as integer
    )
{%- endmacro %}
