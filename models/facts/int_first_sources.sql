-- Where a contact came from: the channel of its first event that has one, and
-- the campaign likewise. Of several at one moment the first by name.
with

as_of as (
    select * from {{ ref('run_as_of') }}
),

sources as (
    select distinct
        seen_group,
        channel,
        campaign
    from {{ ref('int_kind_groups') }}
),

seen_ids as (
    select
        identities.contact_key,
        sources.channel,
        sources.campaign,
        exported_ids.first_at
    from {{ ref('int_exported_ids') }} as exported_ids
    inner join {{ ref('int_identities') }} as identities
        on
            {{ is_row_of('identities', 'exported_ids', 'exported_ids.first_at') }}
            and identities.is_current
    inner join sources
        on exported_ids.seen_group = sources.seen_group
    inner join as_of
        on {{ end_of_day('as_of.as_of') }} > exported_ids.first_at
),

first_times as (
    select
        contact_key,
        min(case when channel is not null then first_at end) as channel_at,
        min(case when campaign is not null then first_at end) as campaign_at
    from seen_ids
    group by contact_key
),

first_sources as (
    select
        seen_ids.contact_key,
        min(
            case
                when seen_ids.first_at = first_times.channel_at
                    then seen_ids.channel
            end
        ) as channel,
        cast(min(first_times.channel_at) as date) as channel_on,
        min(
            case
                when seen_ids.first_at = first_times.campaign_at
                    then seen_ids.campaign
            end
        ) as campaign,
        cast(min(first_times.campaign_at) as date) as campaign_on
    from seen_ids
    inner join first_times
        on
            seen_ids.contact_key = first_times.contact_key
            and (
                seen_ids.first_at = first_times.channel_at
                or seen_ids.first_at = first_times.campaign_at
            )
    group by seen_ids.contact_key
)

select * from first_sources
