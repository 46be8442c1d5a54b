-- The order of rows counts (the first exclusion that fits gives the reason),
-- but only within a model: a row of another model above changes nothing here.
{% set seeds_of_models = [
    'fit_points', 'journey_steps', 'labels', 'point_grid', 'rfm_bands',
    'score_components', 'scoring_models',
] %}
{% set seeds_of_all_models = [
    'assets', 'behaviours', 'decay_curves', 'exclusions', 'offices',
    'order_statuses', 'rfm_segments',
] %}
{% set seeds_of_reports = [
    'outcomes', 'proof_levels', 'readiness_levels', 'service_levels',
    'working_hours',
] %}
{% set seeds = seeds_of_models + seeds_of_all_models + seeds_of_reports %}

with

{% for seed in seeds %}
    {{ seed }} as (
        select * from {{ ref(seed) }}
    ),

    rows_of_{{ seed }} as (
        select
            '{{ seed }}' as seed,
            {% if seed in seeds_of_models %}
                coalesce({{ tidy('scoring_model') }}, '')
            {% else %}
                ''
            {% endif %} as scoring_model,
            {{ 'false' if seed in seeds_of_reports else 'true' }} as is_rule,
            row_number() over () as row_number,
            {{ dbt.hash(row_as_json(seed)) }} as row_hash
        from {{ seed }}
    ),
{% endfor %}

seed_rows as (
    {% for seed in seeds %}
        select * from rows_of_{{ seed }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

seed_hashes as (
    select
        seed,
        scoring_model,
        is_rule,
        count(*) as row_count,
        {{ dbt.hash(dbt.listagg('row_hash', "''", 'order by row_number')) }}
            as seed_hash
    from seed_rows
    group by
        seed,
        scoring_model,
        is_rule
)

select * from seed_hashes
