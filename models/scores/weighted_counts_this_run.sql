-- How many occurrences of a rule count on a day, and what is left of them: running
-- sums over all changes, of which a day's last has seen the others.
with

occurrences as (
    select * from {{ ref('occurrences_this_run') }}
),

behaviour_rules as (
    select * from {{ ref('int_behaviour_rules') }}
),

pairs as (
    select * from {{ ref('pairs_this_run') }}
),

decay_steps as (
    select * from {{ ref('int_decay_steps') }}
),

priced as (
    select
        occurrences.contact_key,
        behaviour_rules.rule_key,
        behaviour_rules.decay_curve,
        behaviour_rules.can_fade,
        occurrences.occurred_on,
        occurrences.occurrences,
        {{ days_between('occurrences.occurred_on', 'occurrences.stops_on') }}
            as counts_for_days
    from occurrences
    inner join behaviour_rules
        on occurrences.behaviour_key = behaviour_rules.behaviour_key
    inner join pairs
        on
            occurrences.contact_key = pairs.contact_key
            and behaviour_rules.model_key = pairs.model_key
),

-- What cannot fade changes only when it occurs, and is not spread over the steps
-- of a curve.
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
),

running_counts as (
    select
        contact_key,
        rule_key,
        effective_on,
        cause,
        cast(sum(occurrence_change) over (
            partition by contact_key, rule_key
            order by effective_on, cause
            rows unbounded preceding
        ) as bigint) as occurrences,
        cast(sum(weight_change) over (
            partition by contact_key, rule_key
            order by effective_on, cause
            rows unbounded preceding
        ) as bigint) as weight,
        lead(effective_on) over (
            partition by contact_key, rule_key
            order by effective_on, cause
        ) as next_on
    from changes
),

daily_counts as (
    select
        contact_key,
        rule_key,
        effective_on,
        cause,
        occurrences,
        weight
    from running_counts
    where effective_on < coalesce(next_on, {{ end_of_time() }})
)

select * from daily_counts
