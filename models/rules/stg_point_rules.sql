with

point_grid as (
    {{ typed_seed('point_grid', also=['why']) }}
)

select * from point_grid
