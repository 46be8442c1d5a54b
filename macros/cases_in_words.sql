{# The counts behind a rule, as a reason tells them. #}
{% macro cases_in_words() -%}
    converted_with || ' of ' || cases_with
    || ' cases with it converted, ' || converted_without || ' of '
    || cases_without || ' without'
{%- endmacro %}
