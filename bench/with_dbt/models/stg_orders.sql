select
    contact_id,
    ordered_at,
    amount,
    coalesce(nullif(lower(trim(status)), ''), 'completed') as status
from read_parquet('{{ var("raw") }}/orders/*.parquet')
where
    trim(order_id) <> ''
    and ordered_at <= now() at time zone 'UTC' + interval 1 day
    and amount is not null
    and contact_id in (select contact_id from {{ ref('stg_contacts') }})
qualify
    row_number() over (
        partition by order_id
        order by ordered_at, contact_id nulls first, amount nulls first, status nulls first
    ) = 1
