{#
    The group (1 is lowest) of a value, from the share of values below it. A
    lone value is in the first group.
#}
{% macro quantile_group(smaller_share, groups) -%}
    cast(greatest(1, coalesce(ceil({{ groups }} * {{ smaller_share }}), 1)) as integer)
{%- endmacro %}
