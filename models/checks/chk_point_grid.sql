with

point_grid as (
    {{ seed_rows('point_grid') }}
),

problems as (
    {{ check_filled('point_grid', ['scoring_model', 'behaviour', 'why']) }}
    union all
    {{ check_number('point_grid', ['each', 'max']) }}
    union all
    {{ check_known('point_grid', 'scoring_model', 'scoring_models', 'scoring_model') }}
    union all
    {{ check_known('point_grid', 'behaviour', 'behaviours', 'behaviour') }}
    union all
    {{ check_known('point_grid', 'decay_curve', 'decay_curves', 'decay_curve') }}
    union all
    {{ check_unique('point_grid', ['scoring_model', 'behaviour']) }}
)

select * from problems
