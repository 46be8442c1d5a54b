-- How many occurrences of a rule count on a day, and what is left of them: running
-- sums over all changes, of which a day's last has seen the others. What fades by
-- inactivity falls a step when a silence since it first lasts that long.
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
        occurrences.span,
        behaviour_rules.rule_key,
        behaviour_rules.decay_curve,
        behaviour_rules.silence_curve,
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
        span,
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
        priced.span,
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
        priced.span,
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

silent as (
    select * from priced
    where silence_curve is not null
),

activity_days as (
    select
        contact_events.contact_key,
        contact_events.span,
        cast(contact_events.occurred_at as date) as active_on
    from {{ ref('int_contact_events') }} as contact_events
    inner join {{ ref('int_group_behaviours') }} as group_behaviours
        on contact_events.kind_group = group_behaviours.kind_group
    inner join {{ ref('int_behaviours') }} as behaviours
        on group_behaviours.behaviour_key = behaviours.behaviour_key
    where
        behaviours.kind = 'implicit'
        and contact_events.contact_key in (
            select silent.contact_key from silent
        )
    group by
        contact_events.contact_key,
        contact_events.span,
        cast(contact_events.occurred_at as date)
    having sum(contact_events.events) > 0
),

next_activities as (
    select
        contact_key,
        span,
        active_on,
        lead(active_on) over (
            partition by contact_key, span order by active_on
        ) as next_active_on
    from activity_days
),

curves_of_contacts as (
    select distinct
        contact_key,
        span,
        silence_curve
    from silent
),

-- The days of what fades, and those on which a silence began that reaches a step.
beginnings as (
    select distinct
        silent.contact_key,
        silent.span,
        silent.silence_curve,
        decay_steps.age_days,
        silent.occurred_on as begins_on,
        0 as is_silence
    from silent
    inner join decay_steps
        on silent.silence_curve = decay_steps.decay_curve
    union all
    select
        next_activities.contact_key,
        next_activities.span,
        curves_of_contacts.silence_curve,
        decay_steps.age_days,
        next_activities.active_on as begins_on,
        1 as is_silence
    from next_activities
    inner join curves_of_contacts
        on
            next_activities.contact_key = curves_of_contacts.contact_key
            and next_activities.span = curves_of_contacts.span
    inner join decay_steps
        on
            curves_of_contacts.silence_curve = decay_steps.decay_curve
            and (
                next_activities.next_active_on is null
                or next_activities.next_active_on >= {{ add_days(
                    'next_activities.active_on', 'decay_steps.age_days'
                ) }}
            )
),

first_silences as (
    select
        contact_key,
        span,
        silence_curve,
        age_days,
        begins_on as occurred_on,
        is_silence,
        min(case when is_silence = 1 then begins_on end) over (
            partition by contact_key, span, silence_curve, age_days
            order by begins_on, is_silence
            rows between current row and unbounded following
        ) as silent_from
    from beginnings
),

silenced as (
    select
        silent.contact_key,
        silent.span,
        silent.rule_key,
        silent.occurrences,
        {{ add_days('first_silences.silent_from', 'first_silences.age_days') }}
            as effective_on,
        {{ add_days('silent.occurred_on', 'silent.counts_for_days') }}
            as stops_on,
        decay_steps.age_days,
        decay_steps.change
    from silent
    inner join first_silences
        on
            silent.contact_key = first_silences.contact_key
            and silent.span = first_silences.span
            and silent.silence_curve = first_silences.silence_curve
            and silent.occurred_on = first_silences.occurred_on
            and first_silences.is_silence = 0
    inner join decay_steps
        on
            first_silences.silence_curve = decay_steps.decay_curve
            and first_silences.age_days = decay_steps.age_days
),

silenced_in_time as (
    select * from silenced
    where stops_on is null or effective_on < stops_on
),

silence_changes as (
    select
        contact_key,
        span,
        rule_key,
        effective_on,
        case
            when age_days = 0 then {{ cause('earned') }}
            else {{ cause('faded') }}
        end as cause,
        case when age_days = 0 then occurrences else 0 end as occurrence_change,
        occurrences * change as weight_change
    from silenced_in_time
    union all
    select
        contact_key,
        span,
        rule_key,
        stops_on as effective_on,
        {{ cause('reset') }} as cause,
        case when age_days = 0 then -occurrences else 0 end as occurrence_change,
        -occurrences * change as weight_change
    from silenced_in_time
    where stops_on is not null
),

changes_in_spans as (
    select * from lasting
    union all
    select * from aged
    union all
    select * from stopped
    union all
    select * from silence_changes
),

-- Within its span each change counts on its day. What came before is there when the
-- span begins, and what is left at its end goes: a merger brought or took it.
clipped as (
    select
        changes.contact_key,
        changes.rule_key,
        greatest(changes.effective_on, spans.known_from) as effective_on,
        case
            when changes.effective_on < spans.known_from then {{ cause('merged') }}
            else changes.cause
        end as cause,
        changes.occurrence_change,
        changes.weight_change
    from changes_in_spans as changes
    inner join {{ ref('int_contact_spans') }} as spans
        on
            changes.contact_key = spans.contact_key
            and changes.span = spans.span
    where
        changes.span > 0
        and changes.effective_on < spans.known_until
    union all
    select
        changes.contact_key,
        changes.rule_key,
        spans.known_until as effective_on,
        {{ cause('merged') }} as cause,
        -changes.occurrence_change as occurrence_change,
        -changes.weight_change as weight_change
    from changes_in_spans as changes
    inner join {{ ref('int_contact_spans') }} as spans
        on
            changes.contact_key = spans.contact_key
            and changes.span = spans.span
    where
        changes.span > 0
        and changes.effective_on < spans.known_until
        and spans.known_until < {{ end_of_time() }}
),

-- What two spans have in common was not merged.
merged as (
    select
        contact_key,
        rule_key,
        effective_on,
        case
            when sum(weight_change) = 0 then {{ cause('faded') }}
            else {{ cause('merged') }}
        end as cause,
        sum(occurrence_change) as occurrence_change,
        sum(weight_change) as weight_change
    from clipped
    where cause = {{ cause('merged') }}
    group by
        contact_key,
        rule_key,
        effective_on
    having
        sum(weight_change) <> 0
        or sum(occurrence_change) <> 0
),

changes as (
    select
        contact_key,
        rule_key,
        effective_on,
        cause,
        occurrence_change,
        weight_change
    from changes_in_spans
    where span = 0
    union all
    select * from clipped
    where cause <> {{ cause('merged') }}
    union all
    select * from merged
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
