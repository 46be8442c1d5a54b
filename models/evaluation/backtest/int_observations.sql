-- Fit that was known on the observed day is that which contact_changes had dated by
-- then; fit of any other attribute is that of today's export.
with

observed_contacts as (
    select * from {{ ref('int_observed_contacts') }}
),

score_days as (
    select
        *,
        coalesce(until_on, {{ end_of_time() }}) as ends_on
    from {{ ref('int_score_days') }}
),

-- Both bounds of a model side by side; what has none is not held.
bounds as (
    select
        {% for component in ['fit', 'total'] %}
            {% for bound in ['min_points', 'max_points'] %}
                max(
                    case when component = '{{ component }}' then {{ bound }} end
                ) as {{ component }}_{{ bound }},
            {% endfor %}
        {% endfor %}
        model_key
    from {{ ref('int_rules') }}
    where rule = 'bound'
    group by model_key
),

observed_scores as (
    select
        observed_contacts.*,
        score_days.behaviour_points,
        score_days.fit_points,
        score_days.rfm_points,
        score_days.total_points,
        score_days.label_rank
    from score_days
    inner join observed_contacts
        on
            score_days.contact_key = observed_contacts.contact_key
            and score_days.model_key = observed_contacts.model_key
            and score_days.effective_on <= observed_contacts.observed_on
            and score_days.ends_on > observed_contacts.observed_on
),

dated_attributes as (
    select
        contact_key,
        attribute,
        min(from_on) as dated_from
    from {{ ref('int_attribute_history') }}
    where is_dated
    group by
        contact_key,
        attribute
),

fit_rules as (
    select
        rule_key,
        rule as attribute
    from {{ ref('int_rules') }}
    where
        component = 'fit'
        and kind <> 'bound'
),

dated_points as (
    select
        ledger.contact_key,
        ledger.model_key,
        ledger.effective_on,
        ledger.points,
        dated_attributes.dated_from
    from {{ ref('int_ledger') }} as ledger
    inner join fit_rules
        on ledger.rule_key = fit_rules.rule_key
    inner join dated_attributes
        on
            ledger.contact_key = dated_attributes.contact_key
            and fit_rules.attribute = dated_attributes.attribute
),

observed_fit as (
    select
        observed_contacts.contact_key,
        observed_contacts.model_key,
        observed_contacts.snapshot_on,
        sum(dated_points.points) as dated_points
    from dated_points
    inner join observed_contacts
        on
            dated_points.contact_key = observed_contacts.contact_key
            and dated_points.model_key = observed_contacts.model_key
            and dated_points.effective_on <= observed_contacts.observed_on
            and dated_points.dated_from <= observed_contacts.observed_on
    group by
        observed_contacts.contact_key,
        observed_contacts.model_key,
        observed_contacts.snapshot_on
),

dated_scores as (
    select
        observed_scores.*,
        coalesce(observed_rfm.rfm_sum, 0) as rfm_sum,
        bounds.total_min_points,
        bounds.total_max_points,
        case
            when observed_fit.contact_key is null then 0
            else {{ within_bounds(
                'observed_fit.dated_points', 'bounds.fit_min_points',
                'bounds.fit_max_points'
            ) }}
        end as dated_fit_points
    from observed_scores
    left join observed_fit
        on
            observed_scores.contact_key = observed_fit.contact_key
            and observed_scores.model_key = observed_fit.model_key
            and observed_scores.snapshot_on = observed_fit.snapshot_on
    left join {{ ref('int_observed_rfm') }} as observed_rfm
        on
            observed_scores.contact_key = observed_rfm.contact_key
            and observed_scores.model_key = observed_rfm.model_key
            and observed_scores.snapshot_on = observed_rfm.snapshot_on
    left join bounds
        on observed_scores.model_key = bounds.model_key
),

observations as (
    select
        contact_key,
        model_key,
        snapshot_on,
        observed_on,
        horizon_ends_on,
        status,
        is_evidence and status = 'evaluated' as is_evidence,
        has_converted,
        behaviour_points,
        fit_points,
        rfm_points,
        total_points,
        label_rank,
        fit_points - dated_fit_points as undated_fit_points,
        {{ within_bounds(
            'behaviour_points + dated_fit_points + rfm_points',
            'total_min_points', 'total_max_points'
        ) }} as dated_total_points,
        rfm_sum
    from dated_scores
)

select * from observations
