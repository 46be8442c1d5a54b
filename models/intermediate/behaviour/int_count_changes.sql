-- When counts change, and by how much. What cannot fade changes only when it
-- occurs, and is not spread over the steps of a curve.
with

priced as (
    select * from {{ ref('int_priced_occurrences') }}
),

decay_steps as (
    select * from {{ ref('int_decay_steps') }}
),

lasting as (
    select
        contact_key,
        rule_key,
        occurred_on as effective_on,
        {{ cause('earned') }} as cause,
        occurrences as occurrence_change,
        occurrences * {{ whole_weight() }} as weight_change
    from priced
    where not can_fade
),

aged as (
    select
        priced.contact_key,
        priced.rule_key,
        {{ add_days('priced.occurred_on', 'decay_steps.age_days') }}
            as effective_on,
        case
            when decay_steps.age_days = 0 then {{ cause('earned') }}
            else {{ cause('faded') }}
        end as cause,
        case when decay_steps.age_days = 0 then priced.occurrences else 0 end
            as occurrence_change,
        priced.occurrences * decay_steps.change as weight_change
    from priced
    inner join decay_steps
        on
            priced.decay_curve = decay_steps.decay_curve
            and (
                priced.counts_for_days is null
                or priced.counts_for_days > decay_steps.age_days
            )
    where priced.can_fade
),

-- What a reset takes away is what the last step before it had left.
stopped as (
    select
        priced.contact_key,
        priced.rule_key,
        {{ add_days('priced.occurred_on', 'priced.counts_for_days') }}
            as effective_on,
        {{ cause('reset') }} as cause,
        -priced.occurrences as occurrence_change,
        -priced.occurrences * decay_steps.remaining as weight_change
    from priced
    inner join decay_steps
        on
            priced.decay_curve = decay_steps.decay_curve
            and priced.counts_for_days > decay_steps.age_days
            and (
                decay_steps.next_age_days is null
                or priced.counts_for_days <= decay_steps.next_age_days
            )
    where priced.can_fade and priced.counts_for_days is not null
),

changes as (
    select * from lasting
    union all
    select * from aged
    union all
    select * from stopped
)

select * from changes
