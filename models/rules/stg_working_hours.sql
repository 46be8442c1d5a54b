with

working_hours as (
    {{ typed_seed('working_hours') }}
)

select * from working_hours
