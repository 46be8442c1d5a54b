select cast(max(dated_at) as date) as as_of
from (
    select max(created_at) as dated_at from {{ ref('stg_contacts') }}
    union all
    select max(occurred_at) from {{ ref('stg_events') }}
    union all
    select max(ordered_at) from {{ ref('stg_orders') }}
)
