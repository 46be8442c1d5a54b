{% set checks = [
    'chk_cells', 'chk_repeated_rows', 'chk_models', 'chk_behaviours',
    'chk_tiers_and_curves', 'chk_bands', 'chk_exclusions', 'chk_labels',
    'chk_label_conditions', 'chk_report_seeds',
] %}

with

seed_errors as (
    {% for check in checks %}
        select * from {{ ref(check) }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from seed_errors
