-- The rules behind the observed scores, before bounds: what a bound takes away
-- no single rule lost. Of an attribute or a measure the band that held on the
-- day has all points: the ledger books only what each new band adds or takes.
with

evidence_cuts as (
    select
        model_key,
        cut_on
    from {{ ref('int_cut_days') }}
    where is_evidence_cut
),

judged as (
    select
        observations.contact_key,
        observations.model_key,
        observations.cut_on,
        observations.observed_on
    from {{ ref('int_observations') }} as observations
    inner join evidence_cuts
        on
            observations.model_key = evidence_cuts.model_key
            and observations.cut_on = evidence_cuts.cut_on
    where observations.standing = 'judged'
),

rules as (
    select
        rule_key,
        rule,
        component <> 'behaviour' as has_bands
    from {{ ref('int_rules') }}
    where kind <> 'bound'
),

ledger as (
    select
        ledger.contact_key,
        ledger.model_key,
        evidence_cuts.cut_on,
        ledger.rule_key,
        ledger.effective_on,
        ledger.points
    from {{ ref('int_ledger') }} as ledger
    inner join evidence_cuts
        on
            ledger.model_key = evidence_cuts.model_key
            and ledger.effective_on <= evidence_cuts.cut_on
),

observed_rows as (
    select
        judged.contact_key,
        judged.model_key,
        judged.cut_on,
        rules.rule,
        rules.rule_key,
        rules.has_bands,
        ledger.effective_on,
        ledger.points
    from judged
    inner join ledger
        on
            judged.contact_key = ledger.contact_key
            and judged.model_key = ledger.model_key
            and judged.cut_on = ledger.cut_on
            and judged.observed_on >= ledger.effective_on
    inner join rules
        on ledger.rule_key = rules.rule_key
),

bands_in_time as (
    select
        contact_key,
        model_key,
        cut_on,
        rule_key,
        sum(points) over (
            partition by contact_key, model_key, cut_on, rule
        ) as points,
        row_number() over (
            partition by contact_key, model_key, cut_on, rule
            order by effective_on desc, rule_key
        ) as rows_to_the_last
    from observed_rows
    where has_bands
),

all_rules as (
    select
        contact_key,
        model_key,
        cut_on,
        rule_key,
        sum(points) as points
    from observed_rows
    where not has_bands
    group by
        contact_key,
        model_key,
        cut_on,
        rule_key
    union all
    select
        contact_key,
        model_key,
        cut_on,
        rule_key,
        points
    from bands_in_time
    where rows_to_the_last = 1
),

observed_rules as (
    select
        contact_key,
        model_key,
        cut_on,
        rule_key,
        cast(points as bigint) as points
    from all_rules
    where points <> 0
)

select * from observed_rules
