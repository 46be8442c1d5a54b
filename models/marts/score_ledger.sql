-- Named without the database, so that the file may be renamed or attached.
with

ledger as (
    select * from {{ ref('int_ledger').include(database=false) }}
),

rules as (
    select * from {{ ref('int_rules').include(database=false) }}
),

contact_keys as (
    select * from {{ ref('stg_contacts').include(database=false) }}
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
