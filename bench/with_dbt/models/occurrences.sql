-- One row per contact, behaviour and time at which events of it occurred.
with

kinds as (
    select distinct
        event_type,
        page,
        channel,
        campaign,
        asset
    from {{ ref('stg_events') }}
),

behaviours_of_kinds as (
    select distinct
        kinds.*,
        behaviours.behaviour
    from kinds
    left join {{ ref('assets') }} as assets on kinds.asset = assets.asset
    inner join {{ ref('behaviours') }} as behaviours
        on
            kinds.event_type = behaviours.event_type
            and (
                behaviours.field is null
                or case behaviours.field
                    when 'page' then kinds.page
                    when 'channel' then kinds.channel
                    when 'campaign' then kinds.campaign
                    when 'asset' then kinds.asset
                    when 'asset_velocity' then assets.velocity
                    when 'content_stage' then assets.content_stage
                end like behaviours.pattern
            )
)

select
    events.contact_id,
    kinds.behaviour,
    events.occurred_at,
    count(*) as occurrences
from {{ ref('stg_events') }} as events
inner join behaviours_of_kinds as kinds
    on
        events.event_type is not distinct from kinds.event_type
        and events.page is not distinct from kinds.page
        and events.channel is not distinct from kinds.channel
        and events.campaign is not distinct from kinds.campaign
        and events.asset is not distinct from kinds.asset
group by events.contact_id, kinds.behaviour, events.occurred_at
