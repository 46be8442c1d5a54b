with

rfm_segments as (
    {{ typed_seed('rfm_segments') }}
)

select * from rfm_segments
