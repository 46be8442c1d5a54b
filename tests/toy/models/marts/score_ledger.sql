with

score_ledger as (
    select * from {{ ref('int_ledger').include(database=false) }}
)

select * from score_ledger
