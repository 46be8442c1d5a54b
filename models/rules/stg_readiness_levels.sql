with

readiness_levels as (
    {{ typed_seed('readiness_levels') }}
)

select * from readiness_levels
