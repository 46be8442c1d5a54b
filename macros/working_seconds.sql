{#
    Seconds worked from the first known day until a timestamp, by a row of
    int_working_days joined on `local_day`, the date of that timestamp on the
    wall clock of sales.
#}
{% macro working_seconds(timestamp, working_day) -%}
    {{ working_day }}.seconds_before + coalesce(
        least(greatest({{ seconds_between(
            working_day ~ '.opens_at', timestamp
        ) }}, 0), {{ working_day }}.seconds),
        0
    )
{%- endmacro %}
