-- The yardstick of any shop: quintiles of recency, frequency and amount among
-- the buyers of the day, added up. Ties share a score, as in int_rfm_scores.
{% set groups = 5 %}

with

smaller_shares as (
    select
        {% for measure in ['recency_days', 'frequency', 'monetary'] %}
            1.0 * (
                rank() over (
                    partition by model_key, cut_on order by {{ measure }}
                ) - 1
            )
            / nullif(count(*) over (partition by model_key, cut_on) - 1, 0)
                as smaller_{{ measure }},
        {% endfor %}
        *
    from {{ ref('int_observed_measures') }}
),

observed_rfm as (
    select
        contact_key,
        model_key,
        cut_on,
        {{ groups }} + 1 - {{ quantile_group('smaller_recency_days', groups) }}
        + {{ quantile_group('smaller_frequency', groups) }}
        + {{ quantile_group('smaller_monetary', groups) }} as rfm_sum
    from smaller_shares
)

select * from observed_rfm
