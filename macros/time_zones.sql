{# A UTC timestamp as the wall clock of a zone shows it. #}
{% macro local_time(timestamp, time_zone) %}
    {{- return(adapter.dispatch('local_time', 'lead_scoring')(timestamp, time_zone)) -}}
{% endmacro %}

{% macro default__local_time(timestamp, time_zone) -%}
    {{ timestamp }} at time zone 'UTC' at time zone {{ time_zone }}
{%- endmacro %}


{# What the wall clock of a zone shows, as a UTC timestamp. #}
{% macro utc_time(timestamp, time_zone) %}
    {{- return(adapter.dispatch('utc_time', 'lead_scoring')(timestamp, time_zone)) -}}
{% endmacro %}

{% macro default__utc_time(timestamp, time_zone) -%}
    {{ timestamp }} at time zone {{ time_zone }} at time zone 'UTC'
{%- endmacro %}


{# True when a text names a time zone. #}
{% macro is_time_zone(column) %}
    {{- return(adapter.dispatch('is_time_zone', 'lead_scoring')(column)) -}}
{% endmacro %}

{% macro duckdb__is_time_zone(column) -%}
    {{ column }} in (select zones.name from pg_timezone_names() as zones)
{%- endmacro %}

{% macro default__is_time_zone(column) -%}
    {{ column }} in (select zones.name from pg_timezone_names as zones)
{%- endmacro %}
