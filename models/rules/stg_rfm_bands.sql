with

rfm_bands as (
    {{ typed_seed('rfm_bands', also=['why']) }}
),

named_bands as (
    select
        *,
        {{ band_name('at_least', 'below', 'level') }} as band
    from rfm_bands
)

select * from named_bands
