-- depends_on: {{ ref('reread_keys_this_run') }}
-- Not before int_unusable_events has asked whom earlier runs have seen:
-- depends_on: {{ ref('int_unusable_events') }}
-- Where an id came from: the channel of its first event that has one, and the
-- campaign likewise. Of several at one moment the first by name.
{% set sources = ['channel', 'campaign'] %}
with

seen_events as (
    select
        events.exported_key,
        kind_groups.channel,
        kind_groups.campaign,
        events.occurred_at
    from {{ ref('seen_events_this_run') }} as events
    inner join {{ ref('int_kind_groups') }} as kind_groups
        on events.kind_key = kind_groups.kind_key
),

last_times as (
    select
        exported_key,
        {% for source in sources %}
            min(case when {{ source }} is not null then occurred_at end)
                as {{ source }}_at,
        {% endfor %}
        max(occurred_at) as last_at
    from seen_events
    group by exported_key
),

{% for source in sources %}
    first_{{ source }}s as (
        select
            seen_events.exported_key,
            min(seen_events.{{ source }}) as {{ source }}
        from seen_events
        inner join last_times
            on
                seen_events.exported_key = last_times.exported_key
                and seen_events.occurred_at = last_times.{{ source }}_at
        where seen_events.{{ source }} is not null
        group by seen_events.exported_key
    ),
{% endfor %}

seen_ids as (
    select
        last_times.exported_key,
        last_times.last_at,
        first_channels.channel,
        last_times.channel_at,
        first_campaigns.campaign,
        last_times.campaign_at
    from last_times
    left join first_channels
        on last_times.exported_key = first_channels.exported_key
    left join first_campaigns
        on last_times.exported_key = first_campaigns.exported_key
),

{% if is_incremental() %}
    earlier_ids as (
        select earlier.*
        from {{ this }} as earlier
        left join {{ ref('reread_keys_this_run') }} as reread_keys
            on earlier.exported_key = reread_keys.exported_key
        where reread_keys.exported_key is null
    ),

    exported_ids as (
        select
            seen_ids.exported_key,
            {% for source in sources %}
                case
                    when
                        earlier_ids.{{ source }}_at is null
                        or seen_ids.{{ source }}_at < earlier_ids.{{ source }}_at
                        then seen_ids.{{ source }}
                    when seen_ids.{{ source }}_at = earlier_ids.{{ source }}_at
                        then least(seen_ids.{{ source }}, earlier_ids.{{ source }})
                    else earlier_ids.{{ source }}
                end as {{ source }},
                least(seen_ids.{{ source }}_at, earlier_ids.{{ source }}_at)
                    as {{ source }}_at,
            {% endfor %}
            greatest(seen_ids.last_at, earlier_ids.last_at) as last_at
        from seen_ids
        left join earlier_ids
            on seen_ids.exported_key = earlier_ids.exported_key
    )
{% else %}
    exported_ids as (
        select * from seen_ids
    )
{% endif %}

select * from exported_ids
