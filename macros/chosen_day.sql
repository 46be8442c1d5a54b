{#
    A day that a var names, written like 2026-11-15; null where it is empty. A day
    the calendar has not is refused here: every engine would say so in its way.
#}
{% macro chosen_day(name) -%}
    {%- set day = (var(name) or '') | string -%}
    {%- if not day -%}
        cast(null as date)
    {%- elif is_day(day) -%}
        cast('{{ day }}' as date)
    {%- else -%}
        {%- do exceptions.raise_compiler_error(
            name ~ " is '" ~ day
            ~ "', which is not a day: write it like 2026-08-17."
        ) -%}
    {%- endif -%}
{%- endmacro %}

{% macro is_day(text) %}
    {% if not modules.re.fullmatch('[0-9]{4}-(0[1-9]|1[0-2])-[0-3][0-9]', text) %}
        {{ return(false) }}
    {% endif %}
    {% set year, month, day = text[:4] | int, text[5:7] | int, text[8:] | int %}
    {% set is_leap = year % 4 == 0 and (year % 100 or year % 400 == 0) %}
    {% set days = [31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] %}
    {{ return(1 <= day <= days[month - 1] and 1 <= year < 9999) }}
{% endmacro %}
