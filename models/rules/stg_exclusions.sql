with

exclusions as (
    {{ typed_seed('exclusions', also=['row_number as priority']) }}
)

select * from exclusions
