-- A value earns points once: bands of an attribute do not overlap, those of a
-- measure meet, too. An end that is open is null.
{% set lowest = -99999999 %}

with

fit_points as (
    {{ typed_seed('fit_points', also=[
        'row_number',
        is_blank('at_least') ~ ' and ' ~ is_blank('below')
        ~ ' as is_without_band',
        read_number('equals') ~ ' as number',
    ]) }}
),

rfm_bands as (
    {{ typed_seed('rfm_bands', also=['row_number']) }}
),

bands as (
    select
        'fit_points' as seed,
        row_number,
        scoring_model,
        attribute as measure,
        at_least,
        below
    from fit_points
    where equals is null
    union all
    select
        'rfm_bands' as seed,
        row_number,
        scoring_model,
        measure,
        at_least,
        below
    from rfm_bands
),

neighbours as (
    select
        *,
        lag(row_number) over bands_in_order as row_before,
        lead(row_number) over bands_in_order as row_after,
        lag(below) over bands_in_order as below_before
    from bands
    window bands_in_order as (
        partition by seed, scoring_model, measure
        order by coalesce(at_least, {{ lowest }}), row_number
    )
),

problems as (
    {{ seed_problem(
        'fit_points', 'at_least',
        'overlaps row {row_before}; a value may fall into one band only'
    ) }}
    from neighbours
    where
        seed = 'fit_points'
        and row_before is not null
        and coalesce(at_least < below_before, true)
    union all
    {{ seed_problem(
        'rfm_bands', 'at_least',
        'does not continue where row {row_before} ends; '
        ~ 'make the bands meet, without gap or overlap'
    ) }}
    from neighbours
    where
        seed = 'rfm_bands'
        and row_before is not null
        and coalesce(at_least <> below_before, true)
    {% for seed in ['fit_points', 'rfm_bands'] %}
        union all
        {{ seed_problem(
            seed, 'below', 'is not above at_least; no value lies in between'
        ) }}
        from bands
        where seed = '{{ seed }}' and below <= at_least
    {% endfor %}
    union all
    {{ seed_problem(
        'rfm_bands', 'at_least',
        'leaves values below it without a level; the lowest band starts at '
        ~ '0 days, at 1 order, and is empty for monetary'
    ) }}
    from neighbours
    where
        seed = 'rfm_bands'
        and row_before is null
        and at_least
        > case measure
            when 'recency_days' then 0
            when 'frequency' then 1
            else {{ lowest }}
        end
    union all
    {{ seed_problem(
        'rfm_bands', 'below',
        'leaves values above it without a level; '
        ~ 'leave it empty in the highest band'
    ) }}
    from neighbours
    where seed = 'rfm_bands' and row_after is null and below is not null
    union all
    {{ seed_problem(
        'fit_points', 'equals',
        'falls into the band of row {bands.row_number}; '
        ~ 'a value may earn points once only',
        'fit_points.row_number'
    ) }}
    from fit_points
    inner join bands
        on
            bands.seed = 'fit_points'
            and fit_points.scoring_model = bands.scoring_model
            and fit_points.attribute = bands.measure
            and coalesce(fit_points.number >= bands.at_least, true)
            and coalesce(fit_points.number < bands.below, true)
    where fit_points.number is not null
    union all
    {{ seed_problem(
        'fit_points', 'equals',
        'stands beside a band; a row has equals, or at_least and below'
    ) }}
    from fit_points
    where equals is not null and not is_without_band
    union all
    {{ seed_problem(
        'fit_points', 'equals',
        'is empty and so is the band; say which value earns the points'
    ) }}
    from fit_points
    where equals is null and is_without_band
)

select * from problems
