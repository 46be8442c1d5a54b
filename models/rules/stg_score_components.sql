with

score_components as (
    {{ typed_seed('score_components', also=['why']) }}
)

select * from score_components
