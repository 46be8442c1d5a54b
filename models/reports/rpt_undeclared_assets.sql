with

event_kinds as (
    select * from {{ ref('int_event_kinds') }}
),

undeclared_kinds as (
    select * from event_kinds
    where
        asset <> ''
        and asset_velocity is null
        and event_type in (
            select event_type from {{ ref('stg_behaviours') }}
            where field in ('asset_velocity', 'content_stage')
        )
),

undeclared_assets as (
    select
        undeclared_kinds.asset,
        undeclared_kinds.event_type,
        count(*) as events,
        count(distinct events.contact_id) as contacts,
        min(events.occurred_on) as first_on,
        max(events.occurred_on) as last_on
    from {{ ref('stg_events') }} as events
    inner join undeclared_kinds
        on
            events.event_type = undeclared_kinds.event_type
            {% for field in var('event_fields') %}
                and events.{{ field }} = undeclared_kinds.{{ field }}
            {% endfor %}
    group by
        undeclared_kinds.asset,
        undeclared_kinds.event_type
)

select * from undeclared_assets
