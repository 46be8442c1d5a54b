-- depends_on: {{ ref('contacts_this_run') }}
-- depends_on: {{ ref('run_inputs') }}
with

ledger as (
    select * from {{ ref('ledger_this_run') }}
)

select * from ledger
