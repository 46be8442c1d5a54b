{#
    Orders the bands of an RFM measure from the worst to the best: the fewer days
    since the last purchase, the better.
#}
{% macro level_order(measure, at_least) -%}
    case
        when {{ measure }} = 'recency_days'
            then -coalesce({{ at_least }}, {{ lowest_number() }})
        else coalesce({{ at_least }}, {{ lowest_number() }})
    end
{%- endmacro %}
