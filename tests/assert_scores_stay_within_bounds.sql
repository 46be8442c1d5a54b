-- On every day each component and the total lie within their bounds.
{% set components = ['behaviour', 'fit', 'rfm', 'total'] %}

with

bounds as (
    select * from {{ ref('int_component_weights') }}
),

history as (
    select * from {{ ref('score_history') }}
    where {{ is_rebuilt('contact_id') }}
)

{% for component in components %}
    select
        history.contact_id,
        history.effective_on,
        bounds.component,
        history.{{ component }}_points as points
    from history
    inner join bounds
        on
            history.scoring_model = bounds.scoring_model
            and bounds.component = '{{ component }}'
    where
        history.{{ component }}_points > bounds.max_points
        or history.{{ component }}_points < bounds.min_points
    {{ 'union all' if not loop.last }}
{% endfor %}
