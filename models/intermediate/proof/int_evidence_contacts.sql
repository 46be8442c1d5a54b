-- The sum of the hashes of its rules names a set of rules in whatever order.
with

observations as (
    select
        observations.contact_key,
        observations.model_key,
        observations.cut_on,
        observations.has_converted
    from {{ ref('int_observations') }} as observations
    inner join {{ ref('int_cut_days') }} as cut_days
        on
            observations.model_key = cut_days.model_key
            and observations.cut_on = cut_days.cut_on
    where
        cut_days.is_evidence_cut
        and observations.standing = 'judged'
),

{% set rule_text = 'cast(rule_key as ' ~ dbt.type_string() ~ ')' %}

sums as (
    select
        contact_key,
        model_key,
        cut_on,
        sum(points) as points,
        sum(cast({{ text_hash(rule_text) }} as decimal(38, 0))) as rule_set
    from {{ ref('int_observed_rules') }}
    group by
        contact_key,
        model_key,
        cut_on
),

evidence_contacts as (
    select
        observations.*,
        cast(coalesce(sums.points, 0) as bigint) as points,
        cast(coalesce(sums.rule_set, 0) as decimal(38, 0)) as rule_set
    from observations
    left join sums
        on
            observations.contact_key = sums.contact_key
            and observations.model_key = sums.model_key
            and observations.cut_on = sums.cut_on
)

select * from evidence_contacts
