-- depends_on: {{ ref('event_parts_this_run') }}
-- Under the id as exported: neither mergers nor contacts that become known later
-- touch these rows. A copy that does not stay is among them, and is taken away
-- again wherever events are counted.
with

events as (
    select * from {{ ref('events_this_run') }}
),

matched_groups as (
    select distinct kind_group from {{ ref('int_group_behaviours') }}
),

matched_events as (
    select
        events.raw_part,
        events.exported_key,
        events.kind_group,
        events.occurred_at
    from events
    inner join matched_groups
        on events.kind_group = matched_groups.kind_group
)

select * from matched_events
