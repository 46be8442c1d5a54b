with

offices as (
    {{ typed_seed('offices') }}
)

select * from offices
