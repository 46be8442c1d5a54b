with

fit_points as (
    {{ seed_rows('fit_points') }}
),

bands as (
    select
        row_number,
        trim(scoring_model) as scoring_model,
        lower(trim(attribute)) as attribute,
        {{ read_number('at_least') }} as band_from,
        {{ read_number('below') }} as band_below
    from fit_points
    where {{ is_blank('equals') }}
),

numbers_named as (
    select
        fit_points.row_number,
        bands.row_number as band_row
    from fit_points
    inner join bands
        on
            trim(fit_points.scoring_model) = bands.scoring_model
            and lower(trim(fit_points.attribute)) = bands.attribute
            and {{ read_number('fit_points.equals') }}
            >= coalesce(bands.band_from, {{ read_number('fit_points.equals') }})
            and (
                bands.band_below is null
                or {{ read_number('fit_points.equals') }} < bands.band_below
            )
),

problems as (
    {{ check_filled('fit_points', ['scoring_model', 'attribute', 'kind', 'points', 'why']) }}
    union all
    {{ check_number('fit_points', ['at_least', 'below', 'points']) }}
    union all
    {{ check_one_of('fit_points', 'kind', ['explicit', 'negative']) }}
    union all
    {{ check_known('fit_points', 'scoring_model', 'scoring_models', 'scoring_model') }}
    union all
    {{ check_unique('fit_points', ['scoring_model', 'attribute', 'equals']) }}
    union all
    {{ check_bands('fit_points', 'bands', ['scoring_model', 'attribute'], gapless=false) }}
    union all
    {{ seed_problem('fit_points', 'equals', "'falls into the band of row ' || cast(band_row as " ~ dbt.type_string() ~ ") || '; a value may earn points once only'") }}
    from numbers_named
    union all
    {{ seed_problem('fit_points', 'equals', "'stands beside a band; a row has equals, or at_least and below'") }}
    from fit_points
    where
        not {{ is_blank('equals') }}
        and not ({{ is_blank('at_least') }} and {{ is_blank('below') }})
    union all
    {{ seed_problem('fit_points', 'equals', "'is empty and so is the band; say which value earns the points'") }}
    from fit_points
    where
        {{ is_blank('equals') }}
        and {{ is_blank('at_least') }}
        and {{ is_blank('below') }}
    union all
    {{ seed_problem('fit_points', 'below', "'is not above at_least; no value lies in between'") }}
    from bands
    where band_below <= band_from
)

select * from problems
