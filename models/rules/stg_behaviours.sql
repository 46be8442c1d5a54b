with

behaviours as (
    {{ typed_seed('behaviours') }}
)

select * from behaviours
