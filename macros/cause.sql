{#
    Why a count changed, as a number that orders the changes of one day: the
    last one gives the day its reason, so what was earned outranks a reset, a reset
    a merger, and a merger mere age.
#}
{% macro cause(reason) -%}
    {{ {'faded': 0, 'merged': 1, 'reset': 2, 'earned': 3}[reason] }}
{%- endmacro %}
