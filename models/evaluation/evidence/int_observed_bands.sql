-- The band that held on the observed day, from the values of the day: between
-- two bands of equal points the ledger books nothing.
with

cases as (
    select * from {{ ref('int_observations') }}
    where is_evidence
),

attribute_intervals as (
    select
        *,
        coalesce(until_on, {{ end_of_time() }}) as ends_on
    from {{ ref('int_attribute_intervals') }}
    where
        attribute_value is not null
        and contact_key in (select cases.contact_key from cases)
),

-- Few different values occur: each is held against the bands once.
read_values as (
    select distinct
        attribute,
        attribute_value,
        {{ read_number('attribute_value') }} as numeric_value
    from attribute_intervals
),

value_rules as (
    select
        read_values.attribute,
        read_values.attribute_value,
        rules.model_key,
        rules.rule_key
    from read_values
    inner join {{ ref('stg_fit_rules') }} as fit_rules
        on
            read_values.attribute = fit_rules.attribute
            and {{ is_in_band('read_values', 'fit_rules') }}
    inner join {{ ref('int_rules') }} as rules
        on
            fit_rules.scoring_model = rules.scoring_model
            and fit_rules.attribute = rules.rule
            and fit_rules.band = rules.band
    where rules.component = 'fit'
),

measures as (
    {% for measure in ['recency_days', 'frequency', 'monetary'] %}
        select
            contact_key,
            model_key,
            snapshot_on,
            '{{ measure }}' as measure,
            {{ measure }} as measure_value
        from {{ ref('int_observed_rfm') }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

observed_bands as (
    select
        cases.contact_key,
        cases.model_key,
        cases.snapshot_on,
        value_rules.rule_key
    from cases
    inner join attribute_intervals
        on
            cases.contact_key = attribute_intervals.contact_key
            and cases.observed_on >= attribute_intervals.from_on
            and cases.observed_on < attribute_intervals.ends_on
    inner join value_rules
        on
            cases.model_key = value_rules.model_key
            and attribute_intervals.attribute = value_rules.attribute
            and attribute_intervals.attribute_value
            = value_rules.attribute_value
    union all
    select
        cases.contact_key,
        cases.model_key,
        cases.snapshot_on,
        band_points.rule_key
    from cases
    inner join measures
        on
            cases.contact_key = measures.contact_key
            and cases.model_key = measures.model_key
            and cases.snapshot_on = measures.snapshot_on
    inner join {{ ref('int_rfm_band_points') }} as band_points
        on
            measures.model_key = band_points.model_key
            and measures.measure = band_points.measure
            and measures.measure_value >= band_points.at_least
            and measures.measure_value < band_points.below
)

select * from observed_bands
