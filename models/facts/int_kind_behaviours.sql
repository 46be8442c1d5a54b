{% set fields = var('event_fields') + ['asset_velocity', 'content_stage'] %}
with

assets as (
    {{ typed_seed('assets') }}
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

behaviours as (
    {{ typed_seed('behaviours') }}
),

fitting_rows as (
    select
        event_kinds.kind_key,
        behaviours.behaviour,
        behaviours.field,
        behaviours.pattern,
        case behaviours.field
            {% for field in fields %}
                when '{{ field }}' then nullif(event_kinds.{{ field }}, '')
            {% endfor %}
        end as field_value
    from event_kinds
    inner join behaviours
        on event_kinds.event_type = behaviours.event_type
),

-- However many rows of a behaviour match, it is matched once.
kind_behaviours as (
    select distinct
        kind_key,
        behaviour
    from fitting_rows
    where field is null or field_value like pattern
)

select * from kind_behaviours
