-- What each rule is worth today for each open MQL.
with

open_mqls as (
    select * from {{ ref('int_open_mqls') }}
),

rules as (
    select
        rules.rule_key,
        rules.model_key,
        rules.rule,
        thresholds.component in (rules.component, 'total') as is_decisive
    from {{ ref('int_rules') }} as rules
    inner join {{ ref('int_handover_thresholds') }} as thresholds
        on rules.model_key = thresholds.model_key
    where rules.rule <> 'bound'
),

ledger as (
    select * from {{ ref('int_ledger') }}
),

rule_points as (
    select
        ledger.contact_key,
        rules.model_key,
        rules.rule,
        rules.is_decisive,
        max(
            case when ledger.reason <> 'faded' then ledger.effective_on end
        ) as earned_on,
        cast(sum(ledger.points) as bigint) as points
    from ledger
    inner join rules
        on ledger.rule_key = rules.rule_key
    inner join open_mqls
        on
            ledger.contact_key = open_mqls.contact_key
            and rules.model_key = open_mqls.model_key
            and ledger.effective_on <= open_mqls.as_of
    group by
        ledger.contact_key,
        rules.model_key,
        rules.rule,
        rules.is_decisive
    having sum(ledger.points) <> 0
)

select * from rule_points
