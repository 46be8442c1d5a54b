with

assets as (
    {{ typed_seed('assets') }}
)

select * from assets
