-- depends_on: {{ ref('contacts_this_run') }}
-- depends_on: {{ ref('models_this_run') }}
with

ledger as (
    select * from {{ ref('points_this_run') }}
)

select * from ledger
