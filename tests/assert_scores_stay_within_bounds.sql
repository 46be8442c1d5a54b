-- On every day each component and the total lie within their bounds.
{% set components = ['behaviour', 'fit', 'rfm', 'total'] %}

with

bounds as (
    select
        scoring_models.model_key,
        weights.component,
        weights.min_points,
        weights.max_points
    from {{ ref('int_component_weights') }} as weights
    inner join {{ ref('stg_scoring_models') }} as scoring_models
        on weights.scoring_model = scoring_models.scoring_model
    where weights.min_points is not null or weights.max_points is not null
),

bounded_points as (
    select
        score_days.contact_key,
        score_days.model_key,
        score_days.effective_on,
        bounds.component,
        bounds.min_points,
        bounds.max_points,
        case bounds.component
            {% for component in components %}
                when '{{ component }}' then score_days.{{ component }}_points
            {% endfor %}
        end as points
    from {{ ref('int_score_days') }} as score_days
    inner join bounds
        on score_days.model_key = bounds.model_key
    where {{ is_pair_of_this_run('score_days.') }}
),

failures as (
    select * from bounded_points
    where points > max_points or points < min_points
)

select * from failures
