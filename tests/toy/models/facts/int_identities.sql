select
    exported_key,
    contact_key
from {{ ref('int_contact_ids') }}
