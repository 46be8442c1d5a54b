select
    alias_id,
    named_id as contact_id
from {{ ref('base_contact_aliases') }}
where rejection_reason is null
