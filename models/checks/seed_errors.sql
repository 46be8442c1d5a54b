{% set checks = [
    'chk_cells', 'chk_repeated_rows', 'chk_rule_names', 'chk_models',
    'chk_behaviours', 'chk_tiers_and_curves', 'chk_bands', 'chk_rfm_segments',
    'chk_labels', 'chk_label_conditions', 'chk_report_seeds',
    'chk_contact_aliases',
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
