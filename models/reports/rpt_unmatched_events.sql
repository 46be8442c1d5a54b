with

reported_groups as (
    select distinct
        kind_group,
        reported_event_type,
        match_reason
    from {{ ref('int_kind_groups') }}
    where match_reason <> 'matched'
),

seen_groups as (
    select distinct
        seen_group,
        reported_event_type,
        match_reason
    from {{ ref('int_kind_groups') }}
    where match_reason <> 'matched'
),

seen_by as (
    select
        seen_groups.reported_event_type,
        seen_groups.match_reason,
        count(distinct contact_ids.contact_key) as contacts,
        cast(max(exported_ids.last_at) as date) as last_on
    from {{ ref('int_exported_ids') }} as exported_ids
    inner join seen_groups
        on exported_ids.seen_group = seen_groups.seen_group
    inner join {{ ref('int_contact_ids') }} as contact_ids
        on exported_ids.exported_key = contact_ids.exported_key
    group by
        seen_groups.reported_event_type,
        seen_groups.match_reason
),

counts as (
    select
        reported_groups.reported_event_type,
        reported_groups.match_reason,
        sum(accepted.events) as events
    from {{ ref('int_accepted_counts') }} as accepted
    inner join reported_groups
        on accepted.kind_group = reported_groups.kind_group
    group by
        reported_groups.reported_event_type,
        reported_groups.match_reason
),

unmatched_events as (
    select
        counts.reported_event_type as event_type,
        counts.match_reason as reason,
        cast(counts.events as bigint) as events,
        seen_by.contacts,
        seen_by.last_on
    from counts
    inner join seen_by
        on
            counts.reported_event_type = seen_by.reported_event_type
            and counts.match_reason = seen_by.match_reason
)

select * from unmatched_events
