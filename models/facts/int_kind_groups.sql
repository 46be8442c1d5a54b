-- Kinds of event that mean the same to the scoring share a group. What no
-- behaviour matches is kept apart by type, and assets without a velocity by
-- name, to be reported.
with

assets as (
    {{ typed_seed('assets') }}
),

behaviours as (
    {{ typed_seed('behaviours') }}
),

event_kinds as (
    select
        event_kinds.*,
        assets.asset_velocity
    from {{ ref('int_event_kinds') }} as event_kinds
    left join assets
        on event_kinds.asset = assets.asset
),

asset_event_types as (
    select distinct event_type
    from behaviours
    where field in ('asset_velocity', 'content_stage')
),

signatures as (
    select
        kind_key,
        {{ dbt.listagg('behaviour', "','", 'order by behaviour') }}
            as behaviours
    from {{ ref('int_kind_behaviours') }}
    group by kind_key
),

explained_kinds as (
    select
        event_kinds.*,
        signatures.behaviours,
        case
            when
                asset_event_types.event_type is not null
                and event_kinds.asset_velocity is null
                then nullif(event_kinds.asset, '')
        end as undeclared_asset
    from event_kinds
    left join signatures
        on event_kinds.kind_key = signatures.kind_key
    left join asset_event_types
        on event_kinds.event_type = asset_event_types.event_type
),

matched_kinds as (
    select
        *,
        case
            when behaviours is not null then 'matched'
            when undeclared_asset is not null then 'undeclared_asset'
            else 'no_behaviour'
        end as match_reason,
        case
            when behaviours is null or undeclared_asset is not null
                then event_type
        end as reported_event_type
    from explained_kinds
),

kind_groups as (
    select
        kind_key,
        {{ tidy('channel') }} as channel,
        {{ tidy('campaign') }} as campaign,
        match_reason,
        reported_event_type,
        undeclared_asset,
        {{ texts_hash([
            'behaviours', 'reported_event_type', 'undeclared_asset'
        ]) }} as kind_group
    from matched_kinds
)

select * from kind_groups
