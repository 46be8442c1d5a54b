{#
    Quintile scores of recency, frequency and amount that are safe with ties: a
    score counts the type-7 quantiles (as in R, Excel, NumPy) at 20, 40, 60 and
    80 % that lie below the value. For a value of the data that is the same as
    asking how many values are smaller, which whole numbers answer exactly, and
    equally for equal values.
#}

{# First the share of the others with a smaller value, among those of a group. #}
{% macro smaller_rfm_shares(group) -%}
    {%- for measure in ['recency_days', 'frequency', 'monetary'] %}
    1.0 * (
        rank() over (
            partition by {{ group | join(', ') }} order by {{ measure }}
        ) - 1
    )
    / nullif(count(*) over (partition by {{ group | join(', ') }}) - 1, 0)
        as smaller_{{ measure }}{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}


{# Then the scores, 1 to 5: the more recent, the higher. #}
{% macro rfm_quintiles() -%}
    6 - {{ quantile_group('smaller_recency_days', 5) }} as r_score,
    {{ quantile_group('smaller_frequency', 5) }} as f_score,
    {{ quantile_group('smaller_monetary', 5) }} as m_score
{%- endmacro %}
