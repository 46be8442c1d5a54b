-- The yardstick of any shop: quintiles of recency, frequency and amount among
-- the buyers of the day, added up. next_purchase_on of the states is not read:
-- it was not known on the day.
with

rfm_states as (
    select * from {{ ref('int_rfm_states') }}
),

observed_measures as (
    select
        observed_contacts.contact_key,
        observed_contacts.model_key,
        observed_contacts.snapshot_on,
        {{ days_between(
            'rfm_states.last_purchase_on', 'observed_contacts.observed_on'
        ) }} as recency_days,
        rfm_states.frequency,
        rfm_states.monetary
    from rfm_states
    inner join {{ ref('int_observed_contacts') }} as observed_contacts
        on
            rfm_states.contact_key = observed_contacts.contact_key
            and rfm_states.from_on <= observed_contacts.observed_on
            and rfm_states.until_on > observed_contacts.observed_on
),

smaller_shares as (
    select
        {{ smaller_rfm_shares(['model_key', 'snapshot_on']) }},
        *
    from observed_measures
),

rfm_scores as (
    select
        {{ rfm_quintiles() }},
        *
    from smaller_shares
),

observed_rfm as (
    select
        contact_key,
        model_key,
        snapshot_on,
        recency_days,
        frequency,
        monetary,
        r_score + f_score + m_score as rfm_sum
    from rfm_scores
)

select * from observed_rfm
