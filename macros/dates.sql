{# Whole days, as every engine of the project counts them. #}

{% macro add_days(date, days) %}
    {{- return(adapter.dispatch('add_days', 'lead_scoring')(date, days)) -}}
{% endmacro %}

{% macro default__add_days(date, days) -%}
    {{ date }} + cast({{ days }} as integer)
{%- endmacro %}


{# Whole days from one date to a later one. #}
{% macro days_between(earlier, later) %}
    {{- return(adapter.dispatch('days_between', 'lead_scoring')(earlier, later)) -}}
{% endmacro %}

{% macro default__days_between(earlier, later) -%}
    cast({{ later }} - {{ earlier }} as integer)
{%- endmacro %}


{# Age in whole years on a day; who was born on 29 February turns on 1 March. #}
{% macro age_on(birth_date, day) -%}
    extract(year from {{ day }}) - extract(year from {{ birth_date }})
    - case
        when extract(month from {{ day }}) > extract(month from {{ birth_date }})
            then 0
        when extract(month from {{ day }}) < extract(month from {{ birth_date }})
            then 1
        when extract(day from {{ day }}) < extract(day from {{ birth_date }})
            then 1
        else 0
    end
{%- endmacro %}


{#
    The day somebody turns that many years old. Engines move 29 February back
    to the 28th in common years; the birthday is the day after.
#}
{% macro birthday(birth_date, years) -%}
    {%- set same_day = 'cast(' ~ dbt.dateadd('year', years, birth_date) ~ ' as date)' -%}
    case
        when extract(day from {{ same_day }}) < extract(day from {{ birth_date }})
            then {{ add_days(same_day, 1) }}
        else {{ same_day }}
    end
{%- endmacro %}


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
    cast(round(cast({{ seconds }} as decimal(18, 4)) / 3600, 1) as decimal(12, 1))
{%- endmacro %}


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


{# The last day of the month that begins on a day. #}
{% macro last_day_of_month(month_starts_on) -%}
    {%- set next_month = dbt.dateadd('month', 1, month_starts_on) -%}
    {{ add_days('cast(' ~ next_month ~ ' as date)', -1) }}
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
