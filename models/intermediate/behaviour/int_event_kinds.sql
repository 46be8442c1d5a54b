with

event_kinds as (
    select * from {{ ref('stg_event_kinds') }}
),

assets as (
    select * from {{ ref('stg_assets') }}
),

described_kinds as (
    select
        event_kinds.*,
        assets.asset_velocity,
        assets.content_stage
    from event_kinds
    left join assets
        on event_kinds.asset = assets.asset
)

select * from described_kinds
