{# Midnight after a day: the moment until which the day counts. #}
{% macro end_of_day(day) -%}
    cast({{ add_days(day, 1) }} as timestamp)
{%- endmacro %}


{# Whole seconds from one timestamp to a later one. #}
{% macro seconds_between(earlier, later) %}
    {{- return(adapter.dispatch('seconds_between', 'lead_scoring')(earlier, later)) -}}
{% endmacro %}

{% macro duckdb__seconds_between(earlier, later) -%}
    date_diff('second', {{ earlier }}, {{ later }})
{%- endmacro %}

{% macro default__seconds_between(earlier, later) -%}
    cast(extract(epoch from {{ later }} - {{ earlier }}) as bigint)
{%- endmacro %}


{# Seconds as hours, to a tenth of an hour. #}
{% macro as_hours(seconds) -%}
    cast({{ ratio(seconds, 3600, 1) }} as decimal(12, 1))
{%- endmacro %}
