-- The rules behind the observed scores, before bounds: what a bound takes away
-- no single rule lost. Of an attribute or a measure the band that held on the
-- day has all points, told from the values of the day: the ledger books only
-- what each new band adds or takes, and between two of equal points nothing.
with

cases as (
    select * from {{ ref('int_observations') }}
    where is_evidence
),

-- The bands of an attribute or a measure share their points.
rules as (
    select
        *,
        component = 'behaviour' as is_alone,
        min(rule_key) over (partition by model_key, component, rule)
            as shared_key
    from {{ ref('int_rules') }}
    where kind <> 'bound'
),

shared_points as (
    select
        cases.contact_key,
        cases.model_key,
        cases.snapshot_on,
        rules.shared_key,
        cast(sum(ledger.points) as bigint) as points
    from {{ ref('int_ledger') }} as ledger
    inner join rules
        on ledger.rule_key = rules.rule_key
    inner join cases
        on
            ledger.contact_key = cases.contact_key
            and ledger.model_key = cases.model_key
            and ledger.effective_on <= cases.observed_on
    group by
        cases.contact_key,
        cases.model_key,
        cases.snapshot_on,
        rules.shared_key
    having sum(ledger.points) <> 0
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

different_values as (
    select distinct
        attribute,
        attribute_value
    from attribute_intervals
),

{{ value_rules() }},

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

held_bands as (
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
),

observed_rules as (
    select
        shared_points.contact_key,
        shared_points.model_key,
        shared_points.snapshot_on,
        rules.rule_key,
        shared_points.points
    from shared_points
    inner join rules
        on
            shared_points.shared_key = rules.rule_key
            and rules.is_alone
    union all
    select
        shared_points.contact_key,
        shared_points.model_key,
        shared_points.snapshot_on,
        held_bands.rule_key,
        shared_points.points
    from shared_points
    inner join held_bands
        on
            shared_points.contact_key = held_bands.contact_key
            and shared_points.model_key = held_bands.model_key
            and shared_points.snapshot_on = held_bands.snapshot_on
    inner join rules
        on
            held_bands.rule_key = rules.rule_key
            and shared_points.shared_key = rules.shared_key
)

select * from observed_rules
