{% set fields = ['event_type'] + var('event_fields') %}

with

assets as (
    select * from {{ ref('stg_assets') }}
),

kinds as (
    select distinct
        {{ fields | join(', ') }}
    from {{ ref('stg_events_read') }}
),

numbered_kinds as (
    select
        *,
        row_number() over (order by {{ fields | join(', ') }}) as kind_id
    from kinds
),

described_kinds as (
    select
        numbered_kinds.*,
        assets.asset_velocity,
        assets.content_stage
    from numbered_kinds
    left join assets
        on numbered_kinds.asset = assets.asset
)

select * from described_kinds
