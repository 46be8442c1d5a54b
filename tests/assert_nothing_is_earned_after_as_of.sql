-- What lies after as_of is only what time does to what is already known.
select
    ledger.contact_id,
    ledger.rule,
    ledger.effective_on,
    ledger.reason
from {{ ref('score_ledger') }} as ledger
inner join {{ ref('run_as_of') }} as as_of
    on ledger.effective_on > as_of.as_of
where
    ledger.reason in ('earned', 'reset')
    and {{ is_of_this_run('ledger.contact_id') }}
