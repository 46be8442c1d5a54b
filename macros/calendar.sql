{# Monday of the ISO week of a day. #}
{% macro week_start(day) -%}
    cast({{ dbt.date_trunc('week', day) }} as date)
{%- endmacro %}


{# The ISO week of a day as 2026-W46; its Thursday decides the year. #}
{% macro iso_week(day) %}
    {{- return(adapter.dispatch('iso_week', 'lead_scoring')(day)) -}}
{% endmacro %}

{% macro duckdb__iso_week(day) -%}
    strftime({{ day }}, '%G-W%V')
{%- endmacro %}

{% macro default__iso_week(day) -%}
    to_char({{ day }}, 'IYYY-"W"IW')
{%- endmacro %}


{# The month of a day as 2026-11. #}
{% macro month_of(day) -%}
    substr(cast({{ day }} as {{ dbt.type_string() }}), 1, 7)
{%- endmacro %}


{# One row `day` per day of a CTE with one row, from a day to another, both in. #}
{% macro each_day(bounds, first, last) %}
    {{- return(adapter.dispatch('each_day', 'lead_scoring')(bounds, first, last)) -}}
{% endmacro %}

{% macro default__each_day(bounds, first, last) -%}
    select cast(days.day as date) as day
    from {{ bounds }}
    cross join lateral generate_series(
        cast({{ bounds }}.{{ first }} as timestamp),
        cast({{ bounds }}.{{ last }} as timestamp),
        interval '1 day'
    ) as days (day)
{%- endmacro %}

{% macro duckdb__each_day(bounds, first, last) -%}
    select cast(days.day as date) as day
    from {{ bounds }}
    cross join unnest(generate_series(
        cast({{ bounds }}.{{ first }} as timestamp),
        cast({{ bounds }}.{{ last }} as timestamp),
        interval '1 day'
    )) as days (day)
{%- endmacro %}
