-- depends_on: {{ ref('contacts_this_run') }}
-- depends_on: {{ ref('pairs_this_run') }}
-- An occurrence counts from its day until the day of the first later reset. The
-- time of day matters only to behaviours that others reset, that may be repeated,
-- or whose days are not those of UTC.
{% set day_zone = "'" ~ var('day_zone') ~ "'" %}
with

behaviours as (
    select
        behaviours.*,
        behaviours.reset_by is not null
        or behaviours.repeat_minutes is not null
        or (behaviours.count_by = 'day' and {{ day_zone }} <> 'UTC') as is_timed
    from {{ ref('int_behaviours') }} as behaviours
),

group_behaviours as (
    select * from {{ ref('int_group_behaviours') }}
),

contact_events as (
    select * from {{ ref('int_contact_events') }}
    {% if not is_whole() %}
        where
            contact_key in (
                select contacts.contact_key
                from {{ ref('contacts_this_run') }} as contacts
            )
            or contact_key in (
                select pairs.contact_key
                from {{ ref('pairs_this_run') }} as pairs
            )
    {% endif %}
),

plain_groups as (
    select
        group_behaviours.kind_group,
        group_behaviours.behaviour_key
    from group_behaviours
    inner join behaviours
        on group_behaviours.behaviour_key = behaviours.behaviour_key
    where not behaviours.is_timed
),

plain_days as (
    select
        contact_events.contact_key,
        contact_events.span,
        plain_groups.behaviour_key,
        cast(contact_events.occurred_at as date) as occurred_on,
        cast(null as date) as stops_on,
        sum(contact_events.events) as events
    from contact_events
    inner join plain_groups
        on contact_events.kind_group = plain_groups.kind_group
    group by
        contact_events.contact_key,
        contact_events.span,
        plain_groups.behaviour_key,
        cast(contact_events.occurred_at as date)
    having sum(contact_events.events) > 0
),

-- Both what is timed and what resets it, each time once. On equal times the
-- reset came before.
times as (
    select
        contact_events.contact_key,
        contact_events.span,
        behaviours.behaviour_key,
        contact_events.occurred_at,
        0 as events,
        0 as is_event
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
        contact_events.occurred_at
    having sum(contact_events.events) > 0
    union all
    select
        contact_events.contact_key,
        contact_events.span,
        behaviours.behaviour_key,
        contact_events.occurred_at,
        case
            when behaviours.repeat_minutes is not null then 1
            else sum(contact_events.events)
        end as events,
        1 as is_event
    from contact_events
    inner join group_behaviours
        on contact_events.kind_group = group_behaviours.kind_group
    inner join behaviours
        on group_behaviours.behaviour_key = behaviours.behaviour_key
    left join {{ ref('int_repeats') }} as repeats
        on
            contact_events.contact_key = repeats.contact_key
            and contact_events.span = repeats.span
            and behaviours.behaviour_key = repeats.behaviour_key
            and contact_events.occurred_at = repeats.occurred_at
    where behaviours.is_timed and repeats.contact_key is null
    group by
        contact_events.contact_key,
        contact_events.span,
        behaviours.behaviour_key,
        behaviours.repeat_minutes,
        contact_events.occurred_at
    having sum(contact_events.events) > 0
),

stopped_times as (
    select
        *,
        min(case when is_event = 0 then occurred_at end) over (
            partition by contact_key, span, behaviour_key
            order by occurred_at, is_event
            rows between 1 following and unbounded following
        ) as stops_at
    from times
),

standing_times as (
    select
        stopped_times.*,
        behaviours.count_by,
        cast(stopped_times.occurred_at as date) as occurred_on,
        cast(stopped_times.stops_at as date) as stops_on,
        cast({{ local_time('stopped_times.occurred_at', day_zone) }} as date)
            as local_day
    from stopped_times
    inner join behaviours
        on stopped_times.behaviour_key = behaviours.behaviour_key
    where
        stopped_times.is_event = 1
        and (
            stopped_times.stops_at is null
            or cast(stopped_times.stops_at as date)
            > cast(stopped_times.occurred_at as date)
        )
),

-- A local day is booked on the UTC day on which it first occurs.
numbered_times as (
    select
        *,
        row_number() over (
            partition by
                contact_key,
                span,
                behaviour_key,
                local_day,
                stops_on
            order by occurred_at
        ) as time_of_day
    from standing_times
),

timed_days as (
    select
        contact_key,
        span,
        behaviour_key,
        occurred_on,
        cast(
            sum(case when count_by = 'day' then 1 else events end) as bigint
        ) as occurrences,
        stops_on
    from numbered_times
    where count_by = 'event' or time_of_day = 1
    group by
        contact_key,
        span,
        behaviour_key,
        occurred_on,
        stops_on
),

occurrences as (
    select
        plain_days.contact_key,
        plain_days.span,
        plain_days.behaviour_key,
        plain_days.occurred_on,
        cast(
            case
                when behaviours.count_by = 'day' then 1 else plain_days.events
            end as bigint
        ) as occurrences,
        plain_days.stops_on
    from plain_days
    inner join behaviours
        on plain_days.behaviour_key = behaviours.behaviour_key
    union all
    select * from timed_days
)

select * from occurrences
