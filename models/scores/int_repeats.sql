-- depends_on: {{ ref('contacts_this_run') }}
-- Whoever loads a page again within minutes has not come again. A repeat is told by
-- the last occurrence that counted, not by the last one: what goes on for hours
-- counts now and then. What comes after a reset repeats nothing before it.
with recursive

behaviours as (
    select * from {{ ref('int_behaviours') }}
    where repeat_minutes is not null
),

group_behaviours as (
    select * from {{ ref('int_group_behaviours') }}
),

contact_events as (
    select * from {{ ref('int_contact_events') }}
    {% if is_incremental() %}
        where contact_key in (
            select contacts.contact_key
            from {{ ref('contacts_this_run') }} as contacts
        )
    {% endif %}
),

moments as (
    select
        contact_events.contact_key,
        contact_events.span,
        behaviours.behaviour_key,
        behaviours.repeat_minutes,
        contact_events.occurred_at,
        1 as is_occurrence
    from contact_events
    inner join group_behaviours
        on contact_events.kind_group = group_behaviours.kind_group
    inner join behaviours
        on group_behaviours.behaviour_key = behaviours.behaviour_key
    group by
        contact_events.contact_key,
        contact_events.span,
        behaviours.behaviour_key,
        behaviours.repeat_minutes,
        contact_events.occurred_at
    having sum(contact_events.events) > 0
    union all
    select
        contact_events.contact_key,
        contact_events.span,
        behaviours.behaviour_key,
        behaviours.repeat_minutes,
        contact_events.occurred_at,
        0 as is_occurrence
    from contact_events
    inner join group_behaviours
        on contact_events.kind_group = group_behaviours.kind_group
    inner join {{ ref('int_behaviours') }} as wiping
        on group_behaviours.behaviour_key = wiping.behaviour_key
    inner join behaviours
        on wiping.behaviour = behaviours.reset_by
    group by
        contact_events.contact_key,
        contact_events.span,
        behaviours.behaviour_key,
        behaviours.repeat_minutes,
        contact_events.occurred_at
    having sum(contact_events.events) > 0
),

moments_before as (
    select
        *,
        {{ dbt.dateadd('minute', 'repeat_minutes', 'occurred_at') }}
            as repeats_until,
        lag(is_occurrence) over moments_in_order as was_occurrence,
        lag(occurred_at) over moments_in_order as before_at
    from moments
    window moments_in_order as (
        partition by contact_key, span, behaviour_key
        order by occurred_at, is_occurrence
    )
),

-- A row of occurrences each of which is near the one before: the first counts.
rows_of_occurrences as (
    select
        *,
        sum(
            case
                when
                    was_occurrence = 1
                    and {{ dbt.dateadd('minute', 'repeat_minutes', 'before_at') }}
                    > occurred_at
                    then 0
                else 1
            end
        ) over (
            partition by contact_key, span, behaviour_key
            order by occurred_at, is_occurrence
            rows unbounded preceding
        ) as row_of_occurrences
    from moments_before
),

-- Each occurrence, and the moment from which the next one would count.
probes as (
    select
        contact_key,
        span,
        behaviour_key,
        row_of_occurrences,
        occurred_at,
        occurred_at as looked_at,
        1 as is_occurrence
    from rows_of_occurrences
    where is_occurrence = 1
    union all
    select
        contact_key,
        span,
        behaviour_key,
        row_of_occurrences,
        occurred_at,
        repeats_until as looked_at,
        0 as is_occurrence
    from rows_of_occurrences
    where is_occurrence = 1
),

next_occurrences as (
    select
        *,
        min(case when is_occurrence = 1 then occurred_at end) over (
            partition by contact_key, span, behaviour_key, row_of_occurrences
            order by looked_at, is_occurrence
            rows between current row and unbounded following
        ) as next_at
    from probes
),

followed as (
    select * from next_occurrences
    where is_occurrence = 0
),

counted as (
    select
        contact_key,
        span,
        behaviour_key,
        min(occurred_at) as occurred_at
    from followed
    group by
        contact_key,
        span,
        behaviour_key,
        row_of_occurrences
    union all
    select
        followed.contact_key,
        followed.span,
        followed.behaviour_key,
        followed.next_at as occurred_at
    from counted
    inner join followed
        on
            counted.contact_key = followed.contact_key
            and counted.span = followed.span
            and counted.behaviour_key = followed.behaviour_key
            and counted.occurred_at = followed.occurred_at
    where followed.next_at is not null
),

repeats as (
    select
        followed.contact_key,
        followed.span,
        followed.behaviour_key,
        followed.occurred_at
    from followed
    left join counted
        on
            followed.contact_key = counted.contact_key
            and followed.span = counted.span
            and followed.behaviour_key = counted.behaviour_key
            and followed.occurred_at = counted.occurred_at
    where counted.occurred_at is null
)

select * from repeats
