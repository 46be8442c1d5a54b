-- What the fit learns from. Of very many contacts a share is enough; who is in
-- it, and in which of the folds, is told by the id, so it never changes.
{% set most_cases, folds = 200000, 5 %}

with

training as (
    select
        observations.contact_key,
        observations.snapshot_on,
        observations.observed_on,
        observations.has_converted,
        contacts.contact_id,
        {{ id_hash('contacts.contact_id') }} as contact_hash
    from {{ ref('int_observations') }} as observations
    inner join {{ ref('int_fit_split') }} as split
        on
            observations.model_key = split.model_key
            and observations.observed_on <= split.train_to
    inner join {{ ref('stg_contacts') }} as contacts
        on observations.contact_key = contacts.contact_key
    where observations.status = 'evaluated'
),

shares as (
    select
        cast(greatest(1, ceil(count(*) / {{ most_cases }}.0)) as bigint)
            as one_in
    from training
),

fit_cases as (
    select
        row_number() over (
            order by training.snapshot_on, training.contact_id
        ) as case_number,
        training.contact_key,
        training.observed_on,
        training.has_converted,
        cast(
            training.contact_hash % (shares.one_in * {{ folds }})
            / shares.one_in as integer
        ) as fold
    from training
    cross join shares
    where training.contact_hash % shares.one_in = 0
)

select * from fit_cases
