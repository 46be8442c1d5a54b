{#
    Stand in for "no end" where an open range is joined: an engine can hash a
    join on comparisons, but compares every pair for one with `or is null`.
#}
{% macro end_of_time() -%}
    cast('9999-12-31' as date)
{%- endmacro %}

{% macro start_of_time() -%}
    cast('0001-01-01' as date)
{%- endmacro %}


{# Below and above every amount: amounts have at most 14 digits. #}
{% macro lowest_number() -%}
    cast(-1e16 as decimal(22, 4))
{%- endmacro %}

{% macro highest_number() -%}
    cast(1e16 as decimal(22, 4))
{%- endmacro %}
