with

event_kinds as (
    select * from {{ ref('int_event_kinds') }}
),

kind_behaviours as (
    select * from {{ ref('int_kind_behaviours') }}
),

asset_event_types as (
    select distinct event_type
    from {{ ref('stg_behaviours') }}
    where field in ('asset_velocity', 'content_stage')
),

signatures as (
    select
        kind_id,
        {{ dbt.listagg('behaviour', "','", 'order by behaviour') }}
            as behaviours
    from kind_behaviours
    group by kind_id
),

explained_kinds as (
    select
        event_kinds.*,
        signatures.behaviours,
        case
            when signatures.behaviours is not null then 'matched'
            when
                asset_event_types.event_type is not null
                and event_kinds.asset <> ''
                and event_kinds.asset_velocity is null
                then 'undeclared_asset'
            else 'no_behaviour'
        end as match_reason
    from event_kinds
    left join signatures
        on event_kinds.kind_id = signatures.kind_id
    left join asset_event_types
        on event_kinds.event_type = asset_event_types.event_type
),

kind_groups as (
    select
        *,
        dense_rank() over (order by match_reason, behaviours) as kind_group
    from explained_kinds
)

select * from kind_groups
