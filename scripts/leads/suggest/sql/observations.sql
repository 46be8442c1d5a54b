-- What the fit learns from. Of very many contacts a share is enough; who is in
-- it, and in which of the folds, is told by the id, so it never changes.
create or replace temp table observations as
with training as (
    select
        observations.contact_key,
        observations.cut_on,
        observations.observed_on,
        observations.has_converted,
        contact_keys.contact_id,
        hash(contact_keys.contact_id) as contact_hash
    from intermediate.int_observations as observations
    inner join split
        on observations.model_key = split.model_key
    inner join staging.stg_contact_keys as contact_keys
        on observations.contact_key = contact_keys.contact_key
    where
        observations.standing = 'judged'
        and observations.observed_on <= split.train_to
),

share as (
    select cast(greatest(1, ceil(count(*) / $most_cases)) as bigint) as one_in
    from training
)

select
    training.contact_key,
    training.cut_on,
    training.observed_on,
    training.has_converted,
    (training.contact_hash // share.one_in) % $folds as fold,
    row_number() over (order by training.cut_on, training.contact_id)
        as case_number
from training
cross join share
where training.contact_hash % share.one_in = 0
