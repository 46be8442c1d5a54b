with

orders as (
    select * from {{ ref('base_orders') }}
    where rejection_reason is null
),

as_of as (
    select * from {{ ref('run_as_of') }}
),

order_statuses as (
    {{ typed_seed('order_statuses') }}
),

-- An order without a status is a purchase; a negative amount is money given
-- back, which lowers the amount and is not a purchase.
counted_orders as (
    select
        identities.contact_key,
        identities.span,
        identities.is_current,
        orders.ordered_on,
        orders.amount,
        case
            when orders.status is null then 'purchase'
            else order_statuses.counts_as
        end as counts_as
    from orders
    inner join as_of
        on orders.ordered_on <= as_of.as_of
    inner join {{ ref('int_identities') }} as identities
        on {{ is_row_of('identities', 'orders', 'orders.ordered_at') }}
    left join order_statuses
        on orders.status = order_statuses.status
),

order_days as (
    select
        contact_key,
        span,
        is_current,
        ordered_on,
        sum(case when amount >= 0 then 1 else 0 end) as purchases,
        sum(amount) as amount
    from counted_orders
    where
        (counts_as = 'purchase' and amount >= 0)
        or (counts_as in ('purchase', 'refund') and amount < 0)
    group by
        contact_key,
        span,
        is_current,
        ordered_on
)

select * from order_days
