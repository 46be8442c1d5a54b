-- Where a contact came from: the channel of its first event that has one, and
-- the campaign likewise. Of several at one moment the first by name.
{% set sources = ['channel', 'campaign'] %}

with

events as (
    select events.*
    from {{ ref('stg_events') }} as events
    inner join {{ ref('int_as_of') }} as as_of
        on events.occurred_on <= as_of.as_of
),

kinds as (
    select * from {{ ref('stg_event_kinds') }}
),

{% for source in sources %}
    {{ source }}_times as (
        select
            events.contact_key,
            kinds.{{ source }},
            min(events.occurred_at) as first_at
        from events
        inner join kinds
            on events.kind_id = kinds.kind_id
        where {{ tidy('kinds.' ~ source) }} is not null
        group by
            events.contact_key,
            kinds.{{ source }}
    ),

    ordered_{{ source }}s as (
        select
            contact_key,
            {{ tidy(source) }} as {{ source }},
            cast(first_at as date) as {{ source }}_on,
            row_number() over (
                partition by contact_key order by first_at, {{ source }}
            ) as source_number
        from {{ source }}_times
    ),

    first_{{ source }}s as (
        select * from ordered_{{ source }}s
        where source_number = 1
    ),
{% endfor %}

first_sources as (
    select
        coalesce(first_channels.contact_key, first_campaigns.contact_key)
            as contact_key,
        first_channels.channel,
        first_channels.channel_on,
        first_campaigns.campaign,
        first_campaigns.campaign_on
    from first_channels
    full outer join first_campaigns
        on first_channels.contact_key = first_campaigns.contact_key
)

select * from first_sources
