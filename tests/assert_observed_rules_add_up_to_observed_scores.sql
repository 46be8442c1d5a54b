-- Points of the rules and what the bounds took or gave are the observed score.
with

observations as (
    select * from {{ ref('int_observations') }}
    where is_evidence
),

bounds as (
    select
        ledger.contact_key,
        ledger.model_key,
        ledger.effective_on,
        ledger.points
    from {{ ref('int_ledger') }} as ledger
    inner join {{ ref('int_rules') }} as rules
        on ledger.rule_key = rules.rule_key
    where rules.kind = 'bound'
),

bound_points as (
    select
        observations.contact_key,
        observations.model_key,
        observations.snapshot_on,
        sum(bounds.points) as points
    from observations
    inner join bounds
        on
            observations.contact_key = bounds.contact_key
            and observations.model_key = bounds.model_key
            and observations.observed_on >= bounds.effective_on
    group by
        observations.contact_key,
        observations.model_key,
        observations.snapshot_on
),

failures as (
    select observations.*
    from observations
    left join {{ ref('int_evidence_cases') }} as cases
        on
            observations.contact_key = cases.contact_key
            and observations.model_key = cases.model_key
            and observations.snapshot_on = cases.snapshot_on
    left join bound_points
        on
            observations.contact_key = bound_points.contact_key
            and observations.model_key = bound_points.model_key
            and observations.snapshot_on = bound_points.snapshot_on
    where
        observations.total_points
        <> coalesce(cases.points, 0) + coalesce(bound_points.points, 0)
        or cases.has_converted <> observations.has_converted
)

select * from failures
