with

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
    where is_primary
),

first_sources as (
    select * from {{ ref('int_first_sources') }}
),

mql_contacts as (
    select distinct contact_key from {{ ref('int_handovers') }}
    where is_primary
),

first_touches as (
    select
        contact_key,
        cast(min(touched_at) as date) as touched_on
    from {{ ref('int_contact_touches') }}
    group by contact_key
),

-- A touch before the contact was there met nobody with a score.
touches as (
    select
        scored_contacts.contact_key,
        scored_contacts.model_key,
        case
            when scored_contacts.created_on <= first_touches.touched_on
                then first_touches.touched_on
        end as scored_on
    from scored_contacts
    inner join first_touches
        on
            scored_contacts.contact_key = first_touches.contact_key
            and scored_contacts.as_of >= first_touches.touched_on
),

touch_labels as (
    select
        touches.contact_key,
        coalesce(labels.label, 'not_yet_scored') as label
    from touches
    left join {{ ref('int_score_days') }} as score_days
        on
            touches.contact_key = score_days.contact_key
            and touches.model_key = score_days.model_key
            and touches.scored_on >= score_days.effective_on
            and touches.scored_on
            < coalesce(score_days.until_on, {{ end_of_time() }})
    left join {{ ref('int_labels') }} as labels
        on
            score_days.model_key = labels.model_key
            and score_days.label_rank = labels.label_rank
),

deals as (
    select
        contact_key,
        count(*) as deals,
        {% for stage in ['open', 'won', 'lost'] %}
            count(case when stage = '{{ stage }}' then 1 end)
                as {{ stage }}_deals,
        {% endfor %}
        coalesce(sum(case when stage = 'open' then amount end), 0)
            as open_amount,
        count(case when stage = 'open' and amount is null then 1 end)
            as unpriced_deals,
        coalesce(sum(case when stage = 'won' then amount end), 0)
            as won_amount
    from {{ ref('int_deals') }}
    where is_current
    group by contact_key
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
        case when mql_contacts.contact_key is null then 0 else 1 end as mqls,
        case when touch_labels.contact_key is null then 0 else 1 end as touched,
        case when deals.contact_key is null then 0 else 1 end as opportunities,
        {% for column in [
            'deals', 'open_deals', 'won_deals', 'lost_deals', 'open_amount',
            'unpriced_deals',
        ] %}
            coalesce(deals.{{ column }}, 0) as {{ column }},
        {% endfor %}
        coalesce(deals.won_amount, 0) as won_amount
    from scored_contacts
    left join first_sources
        on scored_contacts.contact_key = first_sources.contact_key
    left join mql_contacts
        on scored_contacts.contact_key = mql_contacts.contact_key
    left join touch_labels
        on scored_contacts.contact_key = touch_labels.contact_key
    left join deals
        on scored_contacts.contact_key = deals.contact_key
)

select * from leads
