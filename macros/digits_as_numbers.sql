{# Sorts texts as people number files: 9 before 10. #}
{% macro digits_as_numbers(column) %}
    {{- return(adapter.dispatch('digits_as_numbers', 'lead_scoring')(column)) -}}
{% endmacro %}

{# Every run of digits is filled up with zeros, and cut to forty from its end. #}
{% macro default__digits_as_numbers(column) -%}
    regexp_replace(
        regexp_replace({{ column }}, '([0-9]+)', '{{ "0" * 40 }}\1', 'g'),
        '[0-9]*([0-9]{40})', '\1', 'g'
    )
{%- endmacro %}

{% macro spark__digits_as_numbers(column) -%}
    regexp_replace(
        regexp_replace({{ column }}, '([0-9]+)', '{{ "0" * 40 }}$1'),
        '[0-9]*([0-9]{40})', '$1'
    )
{%- endmacro %}
