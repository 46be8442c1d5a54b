-- Of this run's rows only, and through a view.
with

score_ledger as (
    select * from {{ ref('score_ledger') }}
    where {{ is_pair_of_this_run() }}
)

select * from score_ledger
where points > 1000
