-- Every buyer's measures as of the day, once per model that scores them.
with

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

rfm_states as (
    select
        *,
        row_number() over (
            partition by contact_key order by ordered_on desc
        ) as state_number
    from {{ ref('int_rfm_states') }}
),

rfm_measures as (
    select
        scored_contacts.contact_key,
        scored_contacts.model_key,
        {{ days_between(
            'rfm_states.last_purchase_on', 'scored_contacts.as_of'
        ) }} as recency_days,
        rfm_states.frequency,
        rfm_states.monetary
    from scored_contacts
    inner join rfm_states
        on
            scored_contacts.contact_key = rfm_states.contact_key
            and rfm_states.state_number = 1
)

select * from rfm_measures
