with

exclusions as (
    {{ seed_rows('exclusions') }}
),

order_statuses as (
    {{ seed_rows('order_statuses') }}
),

problems as (
    {{ check_filled('exclusions', ['reason', 'field', 'pattern', 'why']) }}
    union all
    {{ check_filled('order_statuses', ['status', 'counts_as', 'why']) }}
    union all
    {{ check_one_of('order_statuses', 'counts_as', ['purchase', 'refund', 'nothing']) }}
    union all
    {{ check_unique('order_statuses', ['status']) }}
)

select * from problems
