-- What each rule is worth today for each open MQL.
with

open_mqls as (
    select * from {{ ref('int_open_mqls') }}
),

ledger as (
    select * from {{ ref('score_ledger') }}
    where rule <> 'bound'
),

rule_points as (
    select
        ledger.contact_id,
        ledger.scoring_model,
        ledger.rule,
        max(
            case when ledger.reason <> 'faded' then ledger.effective_on end
        ) as earned_on,
        cast(sum(ledger.points) as bigint) as points
    from ledger
    inner join open_mqls
        on
            ledger.contact_id = open_mqls.contact_id
            and ledger.scoring_model = open_mqls.scoring_model
            and ledger.effective_on <= open_mqls.as_of
    group by
        ledger.contact_id,
        ledger.scoring_model,
        ledger.rule
    having sum(ledger.points) <> 0
)

select * from rule_points
