with

fit_points as (
    {{ typed_seed('fit_points', also=['row_number', 'why']) }}
),

named_bands as (
    select
        *,
        {{ band_name('at_least', 'below', 'equals') }} as band
    from fit_points
)

select * from named_bands
