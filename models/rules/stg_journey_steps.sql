with

journey_steps as (
    {{ typed_seed('journey_steps') }}
)

select * from journey_steps
