-- depends_on: {{ ref('contacts_this_run') }}
-- depends_on: {{ ref('models_this_run') }}
with

ledger as (
    select * from {{ ref('ledger_this_run') }}
)

select * from ledger
