with

outcomes as (
    {{ typed_seed('outcomes') }}
)

select * from outcomes
