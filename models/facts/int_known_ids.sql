-- Whom int_unusable_events took for known: a later run may have lost some.
-- depends_on: {{ ref('int_unusable_events') }}
with

known_ids as (
    select distinct exported_key from {{ ref('int_contact_ids') }}
)

select * from known_ids
