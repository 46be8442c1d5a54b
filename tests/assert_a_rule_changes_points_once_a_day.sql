-- All bands of an attribute are one rule: going from one to another is one row, or
-- one of each kind of points. The key is tested as numbers, of which rules have one
-- for all their bands.
with

rules as (
    select
        rule_key,
        min(rule_key) over (
            partition by model_key, component, rule, kind
        ) as key_of_all_bands
    from {{ ref('int_rules') }}
),

ledger as (
    select * from {{ ref('int_ledger') }}
    where {{ is_pair_of_this_run() }}
),

failures as (
    select
        ledger.contact_key,
        rules.key_of_all_bands,
        ledger.effective_on
    from ledger
    left join rules
        on ledger.rule_key = rules.rule_key
    group by
        ledger.contact_key,
        rules.key_of_all_bands,
        ledger.effective_on
    having
        count(*) > 1
        or ledger.contact_key is null
        or rules.key_of_all_bands is null
        or ledger.effective_on is null
        or count(ledger.reason) < count(*)
        or count(ledger.points) < count(*)
)

select * from failures
