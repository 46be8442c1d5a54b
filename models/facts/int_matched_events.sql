-- depends_on: {{ ref('run_inputs') }}
-- Under the id as exported: neither mergers nor contacts that become known later
-- touch these rows. A copy that does not stay is among them, and is taken away
-- again wherever events are counted.
with

matched_kinds as (
    select
        kind_key,
        kind_group
    from {{ ref('int_kind_groups') }}
    where match_reason = 'matched'
),

matched_events as (
    select
        events.raw_part,
        events.exported_key,
        matched_kinds.kind_group,
        events.occurred_at
    from {{ ref('events_this_run') }} as events
    inner join matched_kinds
        on events.kind_key = matched_kinds.kind_key
)

select * from matched_events
