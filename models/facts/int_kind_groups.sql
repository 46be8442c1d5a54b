-- Kinds of event that mean the same to the scoring share a group. What no
-- behaviour matches is kept apart by type, and assets without a velocity by
-- name, to be reported. Kinds that tell the same of where a contact came from,
-- and are reported alike, share a seen_group. What is ignored is kept apart by the
-- rows that say so.
{% set fields = var('event_fields') + ['asset_velocity', 'content_stage'] %}
with

assets as (
    {{ typed_seed('assets') }}
),

behaviours as (
    {{ typed_seed('behaviours') }}
),

ignored_events as (
    {{ keyed_ignored_events() }}
),

event_kinds as (
    select
        event_kinds.*,
        assets.asset_velocity,
        assets.content_stage
    from {{ ref('int_event_kinds') }} as event_kinds
    left join assets
        on event_kinds.asset = assets.asset
),

fitting_rows as (
    select
        event_kinds.kind_key,
        cast(ignored_events.ignoring_key as {{ dbt.type_string() }})
            as ignoring_key,
        min(ignored_events.row_number) as first_row
    from event_kinds
    inner join ignored_events
        on
            event_kinds.event_type
            = coalesce(ignored_events.event_type, event_kinds.event_type)
            and {{ conditions_hold(
                'ignored_events', var('event_fields'), in_any_case=true
            ) }}
    group by
        event_kinds.kind_key,
        ignored_events.ignoring_key
),

ignored_kinds as (
    select
        kind_key,
        min(first_row) as first_row,
        {{ dbt.listagg('ignoring_key', "','", 'order by ignoring_key') }}
            as ignoring_keys
    from fitting_rows
    group by kind_key
),

asset_event_types as (
    select distinct event_type
    from behaviours
    where
        'asset_velocity' in (field, field_2, field_3)
        or 'content_stage' in (field, field_2, field_3)
),

-- However many rows of a behaviour match, it is matched once.
kind_behaviours as (
    select distinct
        event_kinds.kind_key,
        cast(
            {{ text_hash('behaviours.behaviour') }}
            as {{ dbt.type_string() }}
        ) as behaviour_key
    from event_kinds
    inner join behaviours
        on
            event_kinds.event_type = behaviours.event_type
            and {{ conditions_hold('behaviours', fields) }}
),

signatures as (
    select
        kind_key,
        {{ dbt.listagg('behaviour_key', "','", 'order by behaviour_key') }}
            as behaviour_keys
    from kind_behaviours
    group by kind_key
),

explained_kinds as (
    select
        event_kinds.*,
        ignored_kinds.ignoring_keys,
        ignored_events.reason as ignored_reason,
        signatures.behaviour_keys,
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
    left join ignored_kinds
        on event_kinds.kind_key = ignored_kinds.kind_key
    left join ignored_events
        on ignored_kinds.first_row = ignored_events.row_number
),

matched_kinds as (
    select
        *,
        case
            when ignoring_keys is not null then 'ignored'
            when behaviour_keys is not null then 'matched'
            when undeclared_asset is not null then 'undeclared_asset'
            else 'no_behaviour'
        end as match_reason,
        case
            when behaviour_keys is null or undeclared_asset is not null
                then event_type
        end as reported_event_type
    from explained_kinds
),

tidy_kinds as (
    select
        kind_key,
        {{ tidy('channel') }} as channel,
        {{ tidy('campaign') }} as campaign,
        match_reason,
        reported_event_type,
        undeclared_asset,
        behaviour_keys,
        ignoring_keys,
        ignored_reason
    from matched_kinds
),

kind_groups as (
    select
        *,
        {{ texts_hash([
            'behaviour_keys', 'reported_event_type', 'undeclared_asset',
            'ignoring_keys',
        ]) }} as kind_group,
        {{ texts_hash([
            'channel', 'campaign', 'match_reason', 'reported_event_type',
            'undeclared_asset'
        ]) }} as seen_group
    from tidy_kinds
)

select * from kind_groups
