{#
    What is left of an occurrence is counted in ten-thousandths, the precision
    of decay_curves.csv: whole numbers add up faster than decimals, and exactly.
#}
{% macro whole_weight() -%}
    10000
{%- endmacro %}

{# Ten-thousandths as the count they stand for. #}
{% macro weighted_count(ten_thousandths) -%}
    cast(cast({{ ten_thousandths }} as decimal(18, 0)) * 0.0001 as decimal(14, 4))
{%- endmacro %}
