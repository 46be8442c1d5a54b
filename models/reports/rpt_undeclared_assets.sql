with

undeclared_groups as (
    select distinct
        kind_group,
        undeclared_asset,
        reported_event_type
    from {{ ref('int_kind_groups') }}
    where undeclared_asset is not null
),

seen_groups as (
    select distinct
        seen_group,
        undeclared_asset,
        reported_event_type
    from {{ ref('int_kind_groups') }}
    where undeclared_asset is not null
),

seen_by as (
    select
        seen_groups.undeclared_asset,
        seen_groups.reported_event_type,
        count(distinct contact_ids.contact_key) as contacts,
        cast(min(exported_ids.first_at) as date) as first_on,
        cast(max(exported_ids.last_at) as date) as last_on
    from {{ ref('int_exported_ids') }} as exported_ids
    inner join seen_groups
        on exported_ids.seen_group = seen_groups.seen_group
    inner join {{ ref('int_contact_ids') }} as contact_ids
        on exported_ids.exported_key = contact_ids.exported_key
    group by
        seen_groups.undeclared_asset,
        seen_groups.reported_event_type
),

counts as (
    select
        undeclared_groups.undeclared_asset,
        undeclared_groups.reported_event_type,
        sum(accepted.events) as events
    from {{ ref('int_accepted_counts') }} as accepted
    inner join undeclared_groups
        on accepted.kind_group = undeclared_groups.kind_group
    group by
        undeclared_groups.undeclared_asset,
        undeclared_groups.reported_event_type
),

undeclared_assets as (
    select
        counts.undeclared_asset as asset,
        counts.reported_event_type as event_type,
        cast(counts.events as bigint) as events,
        seen_by.contacts,
        seen_by.first_on,
        seen_by.last_on
    from counts
    inner join seen_by
        on
            counts.undeclared_asset = seen_by.undeclared_asset
            and counts.reported_event_type = seen_by.reported_event_type
)

select * from undeclared_assets
