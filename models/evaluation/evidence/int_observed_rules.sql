-- The rules behind the observed scores, before bounds: what a bound takes away
-- no single rule lost. Of an attribute or a measure the band that held on the
-- day has all points: the ledger books only what each new band adds or takes.
with

cases as (
    select * from {{ ref('int_observations') }}
    where is_evidence
),

-- The bands of an attribute or a measure share their points.
rules as (
    select
        rule_key,
        component = 'behaviour' as is_alone,
        min(rule_key) over (partition by model_key, component, rule)
            as shared_key
    from {{ ref('int_rules') }}
    where kind <> 'bound'
),

shared_points as (
    select
        cases.contact_key,
        cases.model_key,
        cases.snapshot_on,
        rules.shared_key,
        sum(ledger.points) as points
    from {{ ref('int_ledger') }} as ledger
    inner join rules
        on ledger.rule_key = rules.rule_key
    inner join cases
        on
            ledger.contact_key = cases.contact_key
            and ledger.model_key = cases.model_key
            and ledger.effective_on <= cases.observed_on
    group by
        cases.contact_key,
        cases.model_key,
        cases.snapshot_on,
        rules.shared_key
    having sum(ledger.points) <> 0
),

held_bands as (
    select
        bands.*,
        rules.shared_key
    from {{ ref('int_observed_bands') }} as bands
    inner join rules
        on bands.rule_key = rules.rule_key
),

observed_rules as (
    select
        shared_points.contact_key,
        shared_points.model_key,
        shared_points.snapshot_on,
        rules.rule_key,
        cast(shared_points.points as bigint) as points
    from shared_points
    inner join rules
        on
            shared_points.shared_key = rules.rule_key
            and rules.is_alone
    union all
    select
        shared_points.contact_key,
        shared_points.model_key,
        shared_points.snapshot_on,
        held_bands.rule_key,
        cast(shared_points.points as bigint) as points
    from shared_points
    inner join held_bands
        on
            shared_points.contact_key = held_bands.contact_key
            and shared_points.model_key = held_bands.model_key
            and shared_points.snapshot_on = held_bands.snapshot_on
            and shared_points.shared_key = held_bands.shared_key
)

select * from observed_rules
