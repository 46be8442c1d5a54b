{#
    Why a count changed, as a number that orders the changes of one day: the
    last one gives the day its reason, so what was earned outranks a reset, and
    a reset outranks mere age.
#}
{% macro cause(reason) -%}
    {{ {'faded': 0, 'reset': 1, 'earned': 2}[reason] }}
{%- endmacro %}
