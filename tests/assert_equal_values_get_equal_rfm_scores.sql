-- Buyers who are alike in a measure have the same quintile score in it.
{% set scores = {
    'recency_days': 'r_score', 'frequency': 'f_score', 'monetary': 'm_score',
} %}

{% for measure, score in scores.items() %}
    select
        scoring_model,
        '{{ measure }}' as measure,
        cast({{ measure }} as decimal(18, 4)) as measure_value
    from {{ ref('lead_scores') }}
    where {{ measure }} is not null
    group by
        scoring_model,
        {{ measure }}
    having min({{ score }}) <> max({{ score }})
    {{ 'union all' if not loop.last }}
{% endfor %}
