{# The counts behind a rule, as a reason tells them. #}
{% macro cases_in_words(lifts) -%}
    {{ lifts }}.converted_with || ' of ' || {{ lifts }}.cases_with
    || ' cases with it converted, ' || {{ lifts }}.converted_without || ' of '
    || {{ lifts }}.cases_without || ' without'
{%- endmacro %}
