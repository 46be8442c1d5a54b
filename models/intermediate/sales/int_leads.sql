with

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
    where is_primary
),

touch_labels as (
    select * from {{ ref('int_touch_labels') }}
),

first_sources as (
    select * from {{ ref('int_first_sources') }}
),

mql_contacts as (
    select distinct contact_key from {{ ref('int_handovers') }}
    where is_primary
),

deal_contacts as (
    select distinct contact_key from {{ ref('int_deals') }}
),

leads as (
    select
        scored_contacts.contact_key,
        scored_contacts.audience,
        scored_contacts.created_on,
        {{ month_of('scored_contacts.created_on') }} as cohort_month,
        coalesce(touch_labels.label, 'not_touched') as label,
        coalesce(first_sources.channel, 'unknown') as channel,
        coalesce(first_sources.campaign, 'unknown') as campaign,
        first_sources.channel_on,
        first_sources.campaign_on,
        mql_contacts.contact_key is not null as is_mql,
        touch_labels.contact_key is not null as is_touched,
        deal_contacts.contact_key is not null as is_opportunity
    from scored_contacts
    left join touch_labels
        on scored_contacts.contact_key = touch_labels.contact_key
    left join first_sources
        on scored_contacts.contact_key = first_sources.contact_key
    left join mql_contacts
        on scored_contacts.contact_key = mql_contacts.contact_key
    left join deal_contacts
        on scored_contacts.contact_key = deal_contacts.contact_key
)

select * from leads
