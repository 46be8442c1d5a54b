with

scored_contacts as (
    select * from {{ ref('int_scored_contacts') }}
),

rfm_states as (
    select * from {{ ref('int_rfm_states') }}
    where until_on = {{ end_of_time() }}
),

rfm_segments as (
    {{ typed_seed('rfm_segments') }}
),

-- Every buyer's measures as of the day, once per model that scores them.
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
        on scored_contacts.contact_key = rfm_states.contact_key
),

smaller_shares as (
    select
        {{ smaller_rfm_shares(['model_key']) }},
        *
    from rfm_measures
),

scores as (
    select
        contact_key,
        model_key,
        recency_days,
        frequency,
        monetary,
        {{ rfm_quintiles() }}
    from smaller_shares
),

matching_segments as (
    select
        scores.*,
        rfm_segments.segment as rfm_segment,
        row_number() over (
            partition by scores.contact_key, scores.model_key
            order by rfm_segments.priority
        ) as match_number
    from scores
    left join rfm_segments
        on
            scores.r_score between rfm_segments.r_from and rfm_segments.r_to
            and scores.f_score between rfm_segments.f_from and rfm_segments.f_to
            and scores.m_score between rfm_segments.m_from and rfm_segments.m_to
),

rfm_scores as (
    select * from matching_segments
    where match_number = 1
)

select * from rfm_scores
