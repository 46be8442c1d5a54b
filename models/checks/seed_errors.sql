{% set checks = [
    'chk_scoring_models', 'chk_behaviours', 'chk_assets', 'chk_point_grid',
    'chk_point_grid_tiers', 'chk_decay_curves', 'chk_fit_points',
    'chk_offices', 'chk_rfm', 'chk_score_components', 'chk_labels',
    'chk_label_conditions', 'chk_journey_steps', 'chk_exclusions',
    'chk_rule_names', 'chk_contact_aliases', 'chk_service_levels',
    'chk_working_hours', 'chk_readiness_levels', 'chk_outcomes',
    'chk_proof_levels',
] %}

with

{% for check in checks %}
    {{ check }} as (
        select * from {{ ref(check) }}
    ),
{% endfor %}

seed_errors as (
    {% for check in checks %}
        select * from {{ check }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from seed_errors
