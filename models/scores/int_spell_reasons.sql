-- depends_on: {{ ref('pairs_this_run') }}
-- depends_on: {{ ref('contacts_this_run') }}
-- depends_on: {{ ref('run_inputs') }}
-- Why a lead was handed over, as it looked on that day: what the rules were
-- worth when the spell opened, whatever came of them later.
with

spells as (
    select
        contact_key,
        model_key,
        opened_on
    from {{ ref('int_mql_spells') }}
    where {{ is_pair_of_this_run() }}
),

rules as (
    select
        rules.rule_key,
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
        spells.contact_key,
        spells.model_key,
        spells.opened_on,
        rules.rule,
        rules.is_decisive,
        coalesce(
            max(case
                when ledger.reason <> 'faded' then ledger.effective_on
            end),
            max(ledger.effective_on)
        ) as earned_on,
        cast(sum(ledger.points) as bigint) as points
    from spells
    inner join ledger
        on
            spells.contact_key = ledger.contact_key
            and spells.model_key = ledger.model_key
            and spells.opened_on >= ledger.effective_on
    inner join rules
        on ledger.rule_key = rules.rule_key
    group by
        spells.contact_key,
        spells.model_key,
        spells.opened_on,
        rules.rule,
        rules.is_decisive
),

{{ strongest_reasons(['contact_key', 'model_key', 'opened_on']) }}

select * from reasons
