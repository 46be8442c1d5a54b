with

event_days as (
    select * from {{ ref('int_event_days') }}
),

undeclared_groups as (
    select distinct
        kind_group,
        undeclared_asset,
        reported_event_type
    from {{ ref('int_kind_groups') }}
    where undeclared_asset is not null
),

undeclared_assets as (
    select
        undeclared_groups.undeclared_asset as asset,
        undeclared_groups.reported_event_type as event_type,
        cast(sum(event_days.events) as bigint) as events,
        count(distinct event_days.contact_key) as contacts,
        min(event_days.occurred_on) as first_on,
        max(event_days.occurred_on) as last_on
    from event_days
    inner join undeclared_groups
        on event_days.kind_group = undeclared_groups.kind_group
    group by
        undeclared_groups.undeclared_asset,
        undeclared_groups.reported_event_type
)

select * from undeclared_assets
