-- Quintile scores that are safe with ties: a score counts the type-7 quantiles
-- (as in R, Excel, NumPy) at 20, 40, 60 and 80 % that lie below the value. For
-- a value of the data that is the same as asking how many values are smaller,
-- which whole numbers answer exactly, and equally for equal values.
{% set groups = 5 %}

with

rfm_measures as (
    select * from {{ ref('int_rfm_measures') }}
),

rfm_segments as (
    select * from {{ ref('stg_rfm_segments') }}
),

smaller_shares as (
    select
        {% for measure in ['recency_days', 'frequency', 'monetary'] %}
            1.0 * (
                rank() over (partition by model_key order by {{ measure }})
                - 1
            )
            / nullif(count(*) over (partition by model_key) - 1, 0)
                as smaller_{{ measure }},
        {% endfor %}
        *
    from rfm_measures
),

scores as (
    select
        contact_key,
        model_key,
        recency_days,
        frequency,
        monetary,
        {{ groups }} + 1 - {{ quantile_group('smaller_recency_days', groups) }}
            as r_score,
        {{ quantile_group('smaller_frequency', groups) }} as f_score,
        {{ quantile_group('smaller_monetary', groups) }} as m_score
    from smaller_shares
),

matching_segments as (
    select
        scores.*,
        rfm_segments.segment as rfm_segment,
        row_number() over (
            partition by scores.contact_key, scores.model_key
            order by rfm_segments.priority
        ) as match_number
    from scores
    left join rfm_segments
        on
            scores.r_score between rfm_segments.r_from and rfm_segments.r_to
            and scores.f_score between rfm_segments.f_from and rfm_segments.f_to
            and scores.m_score between rfm_segments.m_from and rfm_segments.m_to
),

rfm_scores as (
    select * from matching_segments
    where match_number = 1
)

select * from rfm_scores
