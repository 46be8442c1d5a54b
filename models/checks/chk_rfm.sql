with

rfm_bands as (
    {{ seed_rows('rfm_bands') }}
),

rfm_segments as (
    {{ seed_rows('rfm_segments') }}
),

bands as (
    select
        row_number,
        trim(scoring_model) as scoring_model,
        lower(trim(measure)) as measure,
        {{ read_number('at_least') }} as band_from,
        {{ read_number('below') }} as band_below
    from rfm_bands
),

problems as (
    {{ check_filled('rfm_bands', ['scoring_model', 'measure', 'level', 'points', 'why']) }}
    union all
    {{ check_number('rfm_bands', ['at_least', 'below', 'points']) }}
    union all
    {{ check_one_of('rfm_bands', 'measure', ['recency_days', 'frequency', 'monetary']) }}
    union all
    {{ check_known('rfm_bands', 'scoring_model', 'scoring_models', 'scoring_model') }}
    union all
    {{ check_unique('rfm_bands', ['scoring_model', 'measure', 'level']) }}
    union all
    {{ check_bands('rfm_bands', 'bands', ['scoring_model', 'measure'], gapless=true) }}
    union all
    {{ seed_problem('rfm_bands', 'below', "'is not above at_least; no value lies in between'") }}
    from bands
    where band_below <= band_from
    union all
    {{ check_filled('rfm_segments', ['priority', 'segment', 'r_from', 'r_to', 'f_from', 'f_to', 'm_from', 'm_to', 'why']) }}
    union all
    {{ check_whole_number('rfm_segments', ['priority', 'r_from', 'r_to', 'f_from', 'f_to', 'm_from', 'm_to']) }}
    union all
    {{ check_unique('rfm_segments', ['priority']) }}
)

select * from problems
