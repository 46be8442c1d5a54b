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
    from {{ ref('int_component_weights') }}
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

dated_fit as (
    select
        observed_scores.*,
        coalesce(conversions.has_converted_within, false)
            as has_converted_within,
        coalesce(observed_rfm.rfm_sum, 0) as rfm_sum,
        bounds.total_min_points,
        bounds.total_max_points,
        case
            when conversions.has_converted_before then 'converted_before'
            when not observed_scores.has_matured then 'not_matured'
            else 'evaluated'
        end as status,
        case
            when observed_fit.contact_key is null then 0
            else {{ within_bounds(
                'observed_fit.dated_points', 'bounds.fit_min_points',
                'bounds.fit_max_points'
            ) }}
        end as dated_fit_points
    from observed_scores
    {% for relation, name in [
        ('int_observed_conversions', 'conversions'),
        ('int_observed_fit', 'observed_fit'),
        ('int_observed_rfm', 'observed_rfm'),
    ] %}
        left join {{ ref(relation) }} as {{ name }}
            on
                observed_scores.contact_key = {{ name }}.contact_key
                and observed_scores.model_key = {{ name }}.model_key
                and observed_scores.snapshot_on = {{ name }}.snapshot_on
    {% endfor %}
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
        has_converted_within and status = 'evaluated' as has_converted,
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
    from dated_fit
)

select * from observations
