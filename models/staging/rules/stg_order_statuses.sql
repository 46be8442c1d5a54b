with

order_statuses as (
    select * from {{ ref('order_statuses') }}
),

typed_rows as (
    select
        lower({{ tidy('status') }}) as status,
        lower({{ tidy('counts_as') }}) as counts_as
    from order_statuses
)

select * from typed_rows
