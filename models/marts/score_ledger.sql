with

ledger as (
    select * from {{ ref('int_ledger') }}
),

rules as (
    select * from {{ ref('int_rules') }}
),

contact_keys as (
    select * from {{ ref('stg_contact_keys') }}
),

score_ledger as (
    select
        contact_keys.contact_id,
        rules.scoring_model,
        rules.component,
        rules.rule,
        rules.kind,
        ledger.effective_on,
        ledger.reason,
        ledger.occurrences,
        ledger.weighted_count,
        ledger.points,
        rules.why
    from ledger
    inner join rules
        on ledger.rule_key = rules.rule_key
    inner join contact_keys
        on ledger.contact_key = contact_keys.contact_key
)

select * from score_ledger
