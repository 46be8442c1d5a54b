select
    contact_id as alias_id,
    merged_into as named_id,
    cast(null as timestamp) as identified_at,
    rejection_reason
from {{ ref('base_contacts') }}
where merged_into is not null
