-- Points of the rules and what the bounds took or gave are the observed score.
with

observations as (
    select observations.*
    from {{ ref('int_observations') }} as observations
    inner join {{ ref('int_cut_days') }} as cut_days
        on
            observations.model_key = cut_days.model_key
            and observations.cut_on = cut_days.cut_on
    where
        cut_days.is_evidence_cut
        and observations.standing = 'judged'
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
        observations.cut_on,
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
        observations.cut_on
),

failures as (
    select observations.*
    from observations
    left join {{ ref('int_evidence_contacts') }} as contacts
        on
            observations.contact_key = contacts.contact_key
            and observations.model_key = contacts.model_key
            and observations.cut_on = contacts.cut_on
    left join bound_points
        on
            observations.contact_key = bound_points.contact_key
            and observations.model_key = bound_points.model_key
            and observations.cut_on = bound_points.cut_on
    where
        observations.total_points
        <> coalesce(contacts.points, 0) + coalesce(bound_points.points, 0)
        or contacts.has_converted <> observations.has_converted
)

select * from failures
