with

priced as (
    select * from {{ ref('int_priced_occurrences') }}
),

decay_steps as (
    select * from {{ ref('int_decay_steps') }}
),

aged as (
    select
        priced.contact_id,
        priced.scoring_model,
        priced.behaviour,
        {{ add_days('priced.occurred_on', 'decay_steps.age_days') }}
            as effective_on,
        case when decay_steps.age_days = 0 then priced.occurrences else 0 end
            as occurrence_change,
        priced.occurrences * decay_steps.change as weight_change,
        case when decay_steps.age_days = 0 then 1 else 0 end as is_fresh,
        0 as is_reset
    from priced
    inner join decay_steps
        on
            priced.decay_curve = decay_steps.decay_curve
            and (
                priced.counts_for_days is null
                or priced.counts_for_days > decay_steps.age_days
            )
),

-- What a reset takes away is what the last step before it had left.
stopped as (
    select
        priced.contact_id,
        priced.scoring_model,
        priced.behaviour,
        {{ add_days('priced.occurred_on', 'priced.counts_for_days') }}
            as effective_on,
        -priced.occurrences as occurrence_change,
        -priced.occurrences * decay_steps.remaining as weight_change,
        0 as is_fresh,
        1 as is_reset
    from priced
    inner join decay_steps
        on
            priced.decay_curve = decay_steps.decay_curve
            and priced.counts_for_days > decay_steps.age_days
            and (
                decay_steps.next_age_days is null
                or priced.counts_for_days <= decay_steps.next_age_days
            )
),

changes as (
    select * from aged
    union all
    select * from stopped
)

select * from changes
