-- Where a contact came from: the channel of its first event that has one, and
-- the campaign likewise. Of several at one moment the first by name.
{% set sources = ['channel', 'campaign'] %}
with

as_of as (
    select * from {{ ref('run_as_of') }}
),

seen_ids as (
    select
        contact_ids.contact_key,
        exported_ids.channel,
        exported_ids.channel_at,
        exported_ids.campaign,
        exported_ids.campaign_at
    from {{ ref('int_exported_ids') }} as exported_ids
    inner join {{ ref('int_contact_ids') }} as contact_ids
        on exported_ids.exported_key = contact_ids.exported_key
),

{% for source in sources %}
    ordered_{{ source }}s as (
        select
            seen_ids.contact_key,
            seen_ids.{{ source }},
            cast(seen_ids.{{ source }}_at as date) as {{ source }}_on,
            row_number() over (
                partition by seen_ids.contact_key
                order by seen_ids.{{ source }}_at, seen_ids.{{ source }}
            ) as source_number
        from seen_ids
        inner join as_of
            on {{ end_of_day('as_of.as_of') }} > seen_ids.{{ source }}_at
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
