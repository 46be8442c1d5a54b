with

order_days as (
    select * from {{ ref('int_order_days') }}
),

running_orders as (
    select
        contact_key,
        span,
        ordered_on,
        purchases,
        sum(purchases) over days_so_far as frequency,
        sum(amount) over days_so_far as monetary,
        max(case when purchases > 0 then ordered_on end) over days_so_far
            as last_purchase_on,
        min(case when purchases > 0 then ordered_on end) over days_to_come
            as next_purchase_on
    from order_days
    window
        days_so_far as (
            partition by contact_key, span order by ordered_on
            rows between unbounded preceding and current row
        ),
        days_to_come as (
            partition by contact_key, span order by ordered_on
            rows between 1 following and unbounded following
        )
),

-- What was bought before the rows came to the contact holds from that day on, and
-- until they go, or the next order.
dated_orders as (
    select
        running_orders.*,
        coalesce(spans.known_from, {{ start_of_time() }}) as known_from,
        coalesce(spans.known_until, {{ end_of_time() }}) as known_until,
        greatest(
            running_orders.ordered_on,
            coalesce(spans.known_from, running_orders.ordered_on)
        ) as from_on,
        least(
            coalesce(spans.known_until, {{ end_of_time() }}),
            lead(running_orders.ordered_on, 1, {{ end_of_time() }}) over (
                partition by running_orders.contact_key, running_orders.span
                order by running_orders.ordered_on
            )
        ) as until_on
    from running_orders
    left join {{ ref('int_contact_spans') }} as spans
        on
            running_orders.contact_key = spans.contact_key
            and running_orders.span = spans.span
),

-- Before the first purchase there is no level, whatever was given back.
buyers as (
    select
        contact_key,
        span,
        known_from,
        known_until,
        ordered_on,
        from_on,
        until_on,
        purchases > 0 as is_purchase_day,
        cast(frequency as bigint) as frequency,
        cast(monetary as decimal(18, 4)) as monetary,
        last_purchase_on,
        next_purchase_on
    from dated_orders
    where frequency > 0
)

select * from buyers
