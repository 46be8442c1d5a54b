{% set seeds = [
    'assets', 'behaviours', 'deal_stages', 'decay_curves', 'exclusions',
    'fit_points', 'ignored_events', 'journey_steps', 'labels', 'offices',
    'order_statuses', 'outcomes', 'point_grid', 'proof_levels',
    'readiness_levels', 'rfm_bands', 'rfm_segments', 'score_components',
    'scoring_models', 'service_levels', 'working_hours',
] %}

with

{% for seed in seeds %}
    {{ seed }} as (
        select * from {{ ref(seed) }}
    ),

    cells_of_{{ seed }} as (
        {{ unpivot_columns(seed, ['row_number']) }}
    ),
{% endfor %}

seed_cells as (
    {% for seed in seeds %}
        select
            '{{ seed }}' as seed,
            row_number,
            column_name,
            cell
        from cells_of_{{ seed }}
        where column_name <> 'row_number'
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from seed_cells
