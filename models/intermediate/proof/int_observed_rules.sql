-- The rules behind the observed scores, before bounds: what a bound takes away
-- no single rule lost. Of an attribute or a measure the band that held on the
-- day has all points: the ledger books only what each new band adds or takes.
with

judged_cases as (
    select * from {{ ref('int_judged_cases') }}
),

cuts as (
    select distinct
        model_key,
        cut_on
    from judged_cases
),

rules as (
    select
        rule_key,
        component,
        rule,
        component <> 'behaviour' as has_bands
    from {{ ref('int_rules') }}
    where kind <> 'bound'
),

ledger as (
    select
        ledger.contact_key,
        ledger.model_key,
        cuts.cut_on,
        ledger.rule_key,
        ledger.effective_on,
        ledger.points
    from {{ ref('int_ledger') }} as ledger
    inner join cuts
        on
            ledger.model_key = cuts.model_key
            and ledger.effective_on <= cuts.cut_on
),

observed_rows as (
    select
        judged_cases.contact_key,
        judged_cases.model_key,
        judged_cases.cut_on,
        rules.component,
        rules.rule,
        rules.rule_key,
        rules.has_bands,
        ledger.points
    from judged_cases
    inner join ledger
        on
            judged_cases.contact_key = ledger.contact_key
            and judged_cases.model_key = ledger.model_key
            and judged_cases.cut_on = ledger.cut_on
            and judged_cases.observed_on >= ledger.effective_on
    inner join rules
        on ledger.rule_key = rules.rule_key
),

banded_points as (
    select
        contact_key,
        model_key,
        cut_on,
        component,
        rule,
        sum(points) as points
    from observed_rows
    where has_bands
    group by
        contact_key,
        model_key,
        cut_on,
        component,
        rule
),

observed_bands as (
    select
        bands.*,
        rules.component,
        rules.rule
    from {{ ref('int_observed_bands') }} as bands
    inner join rules
        on bands.rule_key = rules.rule_key
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
        banded_points.contact_key,
        banded_points.model_key,
        banded_points.cut_on,
        observed_bands.rule_key,
        banded_points.points
    from banded_points
    inner join observed_bands
        on
            banded_points.contact_key = observed_bands.contact_key
            and banded_points.model_key = observed_bands.model_key
            and banded_points.cut_on = observed_bands.cut_on
            and banded_points.component = observed_bands.component
            and banded_points.rule = observed_bands.rule
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
