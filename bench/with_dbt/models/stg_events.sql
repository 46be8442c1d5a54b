select
    contact_id,
    occurred_at,
    event_type,
    page,
    channel,
    campaign,
    asset
from read_parquet('{{ var("raw") }}/events/*.parquet')
where
    trim(event_id) <> ''
    and occurred_at <= now() at time zone 'UTC' + interval 1 day
    and contact_id in (select contact_id from {{ ref('stg_contacts') }})
qualify
    row_number() over (
        partition by event_id
        order by
            occurred_at,
            contact_id nulls first,
            event_type nulls first,
            page nulls first,
            channel nulls first,
            campaign nulls first,
            asset nulls first
    ) = 1
