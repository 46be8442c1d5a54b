with

service_levels as (
    {{ typed_seed('service_levels') }}
)

select * from service_levels
