{#
    A ratio of rates that strata have in common, after Mantel and Haenszel
    (1959): weighted_with / weighted_without. The variance of its logarithm is
    weighted_variance over their product (Greenland and Robins 1985). One
    stratum is the plain ratio and its variance (Katz et al. 1978).

    For a group by: expects floating numbers cases_with, cases_without,
    converted_with, converted_without and cases (both) of each stratum.
#}
{% macro common_ratio_sums() -%}
    sum(converted_with * cases_without / cases) as weighted_with,
    sum(converted_without * cases_with / cases) as weighted_without,
    sum(
        (
            cases_with * cases_without * (converted_with + converted_without)
            - converted_with * converted_without * cases
        ) / (cases * cases)
    ) as weighted_variance
{%- endmacro %}


{#
    Whether those with a rule have more (1), fewer (-1) or as many (0) points as
    those they are compared with, over strata. Whole numbers, so that as many is
    as many: each stratum weighs as many pairs as it has.
#}
{% macro points_side() -%}
    cast(sign(sum(
        {% for side, other in [('with', 'without'), ('without', 'with')] %}
            {{ '-' if not loop.first }}
            cast(own_points_{{ side }} as decimal(38, 0))
            * cast(cases_{{ other }} as decimal(38, 0))
        {% endfor %}
    )) as integer)
{%- endmacro %}
