-- The yardstick of any shop: quintiles of recency, frequency and amount among
-- the buyers of the day, added up. Ties share a score, as in int_rfm_scores.
{% set groups = 5 %}

with

-- next_purchase_on of these rows is not read: it was not known on the day.
rfm_states as (
    select
        contact_key,
        ordered_on,
        last_purchase_on,
        frequency,
        monetary,
        coalesce(
            lead(ordered_on) over (
                partition by contact_key order by ordered_on
            ), {{ end_of_time() }}
        ) as until_on
    from {{ ref('int_rfm_states') }}
),

measures as (
    select
        observed_contacts.contact_key,
        observed_contacts.model_key,
        observed_contacts.cut_on,
        {{ days_between(
            'rfm_states.last_purchase_on', 'observed_contacts.observed_on'
        ) }} as recency_days,
        rfm_states.frequency,
        rfm_states.monetary
    from rfm_states
    inner join {{ ref('int_observed_contacts') }} as observed_contacts
        on
            rfm_states.contact_key = observed_contacts.contact_key
            and rfm_states.ordered_on <= observed_contacts.observed_on
            and rfm_states.until_on > observed_contacts.observed_on
),

smaller_shares as (
    select
        {% for measure in ['recency_days', 'frequency', 'monetary'] %}
            1.0 * (
                rank() over (
                    partition by model_key, cut_on order by {{ measure }}
                ) - 1
            )
            / nullif(count(*) over (partition by model_key, cut_on) - 1, 0)
                as smaller_{{ measure }},
        {% endfor %}
        *
    from measures
),

observed_rfm as (
    select
        contact_key,
        model_key,
        cut_on,
        {{ groups }} + 1 - {{ quantile_group('smaller_recency_days', groups) }}
        + {{ quantile_group('smaller_frequency', groups) }}
        + {{ quantile_group('smaller_monetary', groups) }} as rfm_sum
    from smaller_shares
)

select * from observed_rfm
