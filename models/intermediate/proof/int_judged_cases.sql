-- Who is judged on an evidence cut: a case. One contact may be several.
with

evidence_cuts as (
    select
        model_key,
        cut_on
    from {{ ref('int_cut_days') }}
    where is_evidence_cut
),

judged_cases as (
    select
        observations.contact_key,
        observations.model_key,
        observations.cut_on,
        observations.observed_on,
        observations.has_converted
    from {{ ref('int_observations') }} as observations
    inner join evidence_cuts
        on
            observations.model_key = evidence_cuts.model_key
            and observations.cut_on = evidence_cuts.cut_on
    where observations.standing = 'judged'
)

select * from judged_cases
