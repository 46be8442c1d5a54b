-- depends_on: {{ ref('contacts_this_run') }}
-- depends_on: {{ ref('pairs_this_run') }}
-- An occurrence counts from its day until the day of the first later reset. The
-- time of day matters only to behaviours that others reset.
with

behaviours as (
    select
        behaviours.*,
        behaviours.reset_by is not null as is_reset
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
    where not behaviours.is_reset
),

plain_days as (
    select
        contact_events.contact_key,
        plain_groups.behaviour_key,
        cast(contact_events.occurred_at as date) as occurred_on,
        cast(null as date) as stops_on,
        sum(contact_events.events) as events
    from contact_events
    inner join plain_groups
        on contact_events.kind_group = plain_groups.kind_group
    group by
        contact_events.contact_key,
        plain_groups.behaviour_key,
        cast(contact_events.occurred_at as date)
    having sum(contact_events.events) > 0
),

-- Both what is reset and what resets it, each time once. On equal times the
-- reset came before.
reset_times as (
    select
        contact_events.contact_key,
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
        behaviours.behaviour_key,
        contact_events.occurred_at
    having sum(contact_events.events) > 0
    union all
    select
        contact_events.contact_key,
        behaviours.behaviour_key,
        contact_events.occurred_at,
        sum(contact_events.events) as events,
        1 as is_event
    from contact_events
    inner join group_behaviours
        on contact_events.kind_group = group_behaviours.kind_group
    inner join behaviours
        on group_behaviours.behaviour_key = behaviours.behaviour_key
    where behaviours.is_reset
    group by
        contact_events.contact_key,
        behaviours.behaviour_key,
        contact_events.occurred_at
    having sum(contact_events.events) > 0
),

stopped_times as (
    select
        *,
        min(case when is_event = 0 then occurred_at end) over (
            partition by contact_key, behaviour_key
            order by occurred_at, is_event
            rows between 1 following and unbounded following
        ) as stops_at
    from reset_times
),

reset_days as (
    select
        contact_key,
        behaviour_key,
        cast(occurred_at as date) as occurred_on,
        cast(stops_at as date) as stops_on,
        sum(events) as events
    from stopped_times
    where
        is_event = 1
        and (
            stops_at is null
            or cast(stops_at as date) > cast(occurred_at as date)
        )
    group by
        contact_key,
        behaviour_key,
        cast(occurred_at as date),
        cast(stops_at as date)
),

days as (
    select * from plain_days
    union all
    select * from reset_days
),

occurrences as (
    select
        days.contact_key,
        days.behaviour_key,
        days.occurred_on,
        cast(
            case when behaviours.count_by = 'day' then 1 else days.events end
            as bigint
        ) as occurrences,
        days.stops_on
    from days
    inner join behaviours
        on days.behaviour_key = behaviours.behaviour_key
)

select * from occurrences
