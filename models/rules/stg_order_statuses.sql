with

order_statuses as (
    {{ typed_seed('order_statuses') }}
)

select * from order_statuses
