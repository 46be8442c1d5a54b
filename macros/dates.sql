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


{# Whole numbers from one to another, both in. #}
{% macro whole_numbers(name, first, last) %}
    {{- return(adapter.dispatch('whole_numbers', 'lead_scoring')(name, first, last)) -}}
{% endmacro %}

{% macro default__whole_numbers(name, first, last) -%}
    select numbers.{{ name }}
    from generate_series({{ first }}, {{ last }}) as numbers ({{ name }})
{%- endmacro %}

{% macro spark__whole_numbers(name, first, last) -%}
    select explode(sequence({{ first }}, {{ last }})) as {{ name }}
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
