-- depends_on: {{ ref('contacts_this_run') }}
-- An attribute that excludes holds while its value does, an age from birthday to
-- birthday, and a behaviour from the day it occurs until it is reset.
with

{% if is_incremental() %}
    contacts_this_run as (
        select contact_key from {{ ref('contacts_this_run') }}
    ),
{% endif %}

behaviours as (
    select * from {{ ref('int_behaviours') }}
),

exclusion_rows as (
    {{ typed_seed('exclusions', also=['row_number as priority']) }}
),

exclusions as (
    select
        exclusion_rows.*,
        case
            when lower(exclusion_rows.field) = 'won_deal' then 'won'
            when behaviours.kind = 'negative' then 'opted_out'
            else 'excluded'
        end as closed_by
    from exclusion_rows
    left join behaviours
        on exclusion_rows.field = behaviours.behaviour
),

intervals as (
    select intervals.*
    from {{ ref('int_attribute_intervals') }} as intervals
    {% if is_incremental() %}
        inner join contacts_this_run
            on intervals.contact_key = contacts_this_run.contact_key
    {% endif %}
    where intervals.attribute_value is not null
),

single_values as (
    {{ single_values('intervals', ['contact_key', 'from_on', 'until_on']) }}
),

dated_values as (
    select
        contact_key,
        attribute,
        lower(single_value) as attribute_value,
        {{ read_measure('single_value') }} as numeric_value,
        from_on,
        until_on
    from single_values
),

former_identities as (
    select former_identities.*
    from {{ ref('int_former_identities') }} as former_identities
    {% if is_incremental() %}
        inner join contacts_this_run
            on former_identities.contact_key = contacts_this_run.contact_key
    {% endif %}
),

-- Events of an alias that is somebody else's now still exclude whom it was
-- identified as, until that contact itself resets them.
former_events as (
    select
        events.exported_key,
        events.kind_group,
        events.occurred_at,
        sum(events.events) as events
    from (
        select
            exported_key,
            kind_group,
            occurred_at,
            1 as events
        from {{ ref('int_matched_events') }}
        union all
        select
            exported_key,
            kind_group,
            occurred_at,
            -1 as events
        from {{ ref('int_repeated_events') }}
        where not is_kept
    ) as events
    inner join {{ ref('run_as_of') }} as as_of
        on {{ end_of_day('as_of.as_of') }} > events.occurred_at
    where
        events.exported_key in (
            select former_identities.exported_key from former_identities
        )
    group by
        events.exported_key,
        events.kind_group,
        events.occurred_at
    having sum(events.events) > 0
),

former_occurrences as (
    select
        former_identities.contact_key,
        former_identities.known_from,
        behaviours.behaviour,
        behaviours.reset_by,
        events.occurred_at
    from former_events as events
    inner join former_identities
        on events.exported_key = former_identities.exported_key
    inner join {{ ref('int_group_behaviours') }} as group_behaviours
        on events.kind_group = group_behaviours.kind_group
    inner join behaviours
        on group_behaviours.behaviour_key = behaviours.behaviour_key
),

resets as (
    select
        events.contact_key,
        behaviours.behaviour,
        events.occurred_at,
        {{ span_from('cast(events.occurred_at as date)') }} as reset_on
    from {{ ref('int_contact_events') }} as events
    inner join {{ ref('int_group_behaviours') }} as group_behaviours
        on events.kind_group = group_behaviours.kind_group
    inner join behaviours
        on group_behaviours.behaviour_key = behaviours.behaviour_key
    left join {{ ref('int_contact_spans') }} as spans
        on
            events.contact_key = spans.contact_key
            and events.span = spans.span
    where
        events.events > 0
        and events.contact_key in (
            select former_identities.contact_key from former_identities
        )
        and {{ is_within_span('cast(events.occurred_at as date)', 'null') }}
),

excluding_occurrences as (
    select
        occurrences.contact_key,
        behaviours.behaviour,
        {{ span_from('occurrences.occurred_on') }} as from_on,
        {{ span_until('occurrences.stops_on') }} as until_on
    from {{ ref('occurrences_this_run') }} as occurrences
    inner join behaviours
        on occurrences.behaviour_key = behaviours.behaviour_key
    left join {{ ref('int_contact_spans') }} as spans
        on
            occurrences.contact_key = spans.contact_key
            and occurrences.span = spans.span
    {% if is_incremental() %}
        inner join contacts_this_run
            on occurrences.contact_key = contacts_this_run.contact_key
    {% endif %}
    where {{ is_within_span('occurrences.occurred_on', 'occurrences.stops_on') }}
    union all
    select
        occurrences.contact_key,
        occurrences.behaviour,
        greatest(cast(occurrences.occurred_at as date), occurrences.known_from)
            as from_on,
        min(resets.reset_on) as until_on
    from former_occurrences as occurrences
    left join resets
        on
            occurrences.contact_key = resets.contact_key
            and occurrences.reset_by = resets.behaviour
            and occurrences.occurred_at < resets.occurred_at
    group by
        occurrences.contact_key,
        occurrences.behaviour,
        occurrences.occurred_at,
        occurrences.known_from
    having
        coalesce(
            min(resets.reset_on)
            > greatest(cast(occurrences.occurred_at as date), occurrences.known_from),
            true
        )
),

matches as (
    select
        dated_values.contact_key,
        exclusions.priority,
        exclusions.reason,
        exclusions.closed_by,
        dated_values.from_on,
        dated_values.until_on
    from dated_values
    inner join exclusions
        on
            dated_values.attribute = lower(exclusions.field)
            and (
                {{ is_like(
                    'dated_values.attribute_value', 'lower(exclusions.pattern)'
                ) }}
                or (
                    {{ is_blank('exclusions.pattern') }}
                    and {{ is_in_range('dated_values.numeric_value', 'exclusions') }}
                )
            )
    union all
    select
        occurrences.contact_key,
        exclusions.priority,
        exclusions.reason,
        exclusions.closed_by,
        occurrences.from_on,
        occurrences.until_on
    from excluding_occurrences as occurrences
    inner join exclusions
        on
            occurrences.behaviour = exclusions.field
            and lower({{ tidy('exclusions.pattern') }}) = 'yes'
)

select * from matches
