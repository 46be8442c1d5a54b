-- On every day each component and the total lie within their bounds.
{% set components = ['behaviour', 'fit', 'rfm', 'total'] %}

with

bounds as (
    select * from {{ ref('int_rules') }}
    where
        rule = 'bound'
        and (min_points is not null or max_points is not null)
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
